import type { SitePage } from './site-server.ts'

const send =
  (type: string, body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): SitePage =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': type, ...headers }).end(body)

export const rssOf = (title: string, count: number) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>https://paper.example/</link><description>d</description>${Array.from(
    { length: count },
    (_, index) =>
      `<item><guid>${index}</guid><title>News ${index}</title><pubDate>Mon, 23 Nov 2026 0${index}:00:00 GMT</pubDate></item>`,
  ).join('')}</channel></rss>`

export const WORDS = 'The council of the valley decided on Monday that the old bridge stays open for two more winters. '
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, index) => `<p>${WORDS}Paragraph ${index}.</p>`).join('')

/** A site with everything that finding feeds and reading pages must cope with, by path. */
export const PAGE_SITE: Record<string, SitePage> = {
  '/': '<html><head><title> The\n Paper </title></head><body><footer><a rel="alternate" type="application/rss+xml" href="feeds/news.xml">RSS</a></footer></body></html>',
  '/feeds/news.xml': send('application/rss+xml', rssOf('The Paper', 3)),
  '/feeds/comments.xml': send('application/rss+xml', rssOf('Comments on The Paper', 2)),
  '/feeds/empty.xml': send('application/rss+xml', rssOf('Nothing yet', 0)),
  '/feeds/feed.json': send(
    'application/feed+json',
    JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'JSON', items: [{ id: '1', title: 'One' }] }),
  ),
  '/many': `<html><head><base href="/feeds/"><link rel=alternate type="application/rss+xml" href="comments.xml">
    <link rel="alternate" type="application/rss+xml" href="empty.xml"></head><body>
    <LINK REL="Alternate" TYPE="application/rss+xml; charset=utf-8" HREF="news.xml"><link rel="alternate" type="application/rss+xml" href="news.xml?utm_source=x">
    <link rel="alternate" type="application/json" title="JSON feed" href="feed.json"><link rel="alternate" type="application/json" href="/wp-json/pages/1">
    <link rel="alternate" type="application/rss+xml" href="gone.xml"></body></html>`,
  '/by-header': send('text/html', '<html><title>By header</title></html>', {
    link: '<https://elsewhere.example/>; rel="canonical", </feeds/news.xml>; rel="alternate"; type="application/rss+xml"; title="a, b"',
  }),
  '/by-anchor': '<html><body><a href="/about">About</a> <a href="/feeds/news.rss">Follow us</a></body></html>',
  '/feeds/news.rss': send('application/rss+xml', rssOf('Anchored', 1)),
  '/article': `<html lang="ro-RO"><head><title>The bridge stays | The Paper</title><meta property="og:site_name" content="The Paper">
    <meta name="author" content="Jane Private"><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-11-20T08:00:00+02:00","author":{"@type":"Person","name":"Jane Private"}}</script>
    </head><body><nav><a href="/">Home</a></nav><article><h1>The bridge stays</h1><p class="byline">By Jane Private</p>${paragraphs(6)}<img src="/pixel.gif"><script>steal()</script><p onclick="steal()"><a href="/more">More</a> ${WORDS}</p></article></body></html>`,
  '/latin': send(
    'text/html; charset=iso-8859-1',
    Buffer.from(
      `<html><title>Café</title><article>${paragraphs(5)}<p>${WORDS}Le café reste ouvert.</p></article></html>`,
      'latin1',
    ),
  ),
  '/subscribers': `<html><script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script><article><p>${WORDS}</p></article></html>`,
  '/app':
    '<html><head><title>App</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>',
  '/report.pdf': send('application/pdf', '%PDF-1.7'),
  '/moved': send('text/html', '', { location: '/article' }, 301),
  '/checked': `<html><title>Checked</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"ClaimReview","claimReviewed":"The bridge is closed","url":"https://facts.example/bridge","reviewRating":{"alternateName":"False"},"author":{"@type":"Organization","name":"Facts"}}</script><p>Short.</p></html>`,
}
