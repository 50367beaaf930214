import { describe, expect, test } from 'vitest'
import fc from 'fast-check'

import { claimReviewSchema } from './claim-review.ts'
import { extractClaimReviews } from './extract-claim-reviews.ts'
import { keepAppearance } from './keep-appearance.ts'
import { parseLooseJson } from './parse-loose-json.ts'
import { readClaimReviews } from './read-claim-reviews.ts'

const PAGE = 'https://facts.example/water'
const REVIEW = {
  '@context': 'https://schema.org',
  '@type': 'ClaimReview',
  url: PAGE,
  datePublished: '2026-01-10',
  author: { '@type': 'Organization', name: 'Independent checker', url: 'https://facts.example' },
  claimReviewed: 'Tap water is unsafe',
  itemReviewed: {
    '@type': 'Claim',
    author: { '@type': 'Person', name: 'Somebody Private', jobTitle: 'Neighbour' },
    firstAppearance: { '@type': 'CreativeWork', url: 'https://forum.example/p/1' },
    appearance: [{ '@type': 'SocialMediaPosting', url: 'https://x.com/somebody/status/1' }],
  },
  reviewRating: { '@type': 'Rating', ratingValue: 1, bestRating: '5', worstRating: 1, alternateName: 'False' },
}
const READ = {
  url: PAGE,
  claim: 'Tap water is unsafe',
  rating: 'False',
  ratingValue: 1,
  bestRating: 5,
  worstRating: 1,
  reviewer: 'Independent checker',
  reviewerUrl: 'https://facts.example/',
  publishedAt: '2026-01-10T00:00:00.000Z',
  claimant: null,
  appearances: ['https://forum.example/p/1', 'https://x.com/'],
}
const block = (json: string) => `<p>…</p><script type="application/ld+json">${json}</script>`
const json = JSON.stringify(REVIEW)

describe('a claim review in JSON-LD', () => {
  test.each([
    ['alone', block(json)],
    ['in a list', block(`[${json}]`)],
    ['in a @graph', block(JSON.stringify({ '@graph': [{ '@type': 'WebPage' }, REVIEW] }))],
    ['in one of several blocks', `${block('{"@type":"NewsArticle"}')}${block('{broken')}${block(json)}`],
    ['with trailing commas', block(json.replace(/\}$/, ',}'))],
    ['with a comment and a closing semicolon', block(`/* made by a plugin */ ${json};`)],
    ['inside CDATA marks', block(`//<![CDATA[\n${json}\n//]]>`)],
    ['with entities for quotation marks', block(json.replaceAll('"', '&quot;'))],
    ['escaped with its whole mark-up', block(json).replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
    ['twice in a row', block(`${json}\n${json}`)],
    ['with a list of types', block(JSON.stringify({ ...REVIEW, '@type': ['Review', 'ClaimReview'] }))],
    ['with prefixed terms', block(json.replaceAll(/"(claimReviewed|reviewRating|ClaimReview)"/g, '"schema:$1"'))],
    [
      'inside a DataFeed',
      block(JSON.stringify({ '@type': 'DataFeed', dataFeedElement: [{ '@type': 'DataFeedItem', item: [REVIEW] }] })),
    ],
  ])('is read %s', (_, html) => expect(extractClaimReviews(html, null)).toEqual([READ]))

  test('keeps raw line ends inside a string', () => {
    const html = block(json.replace('Tap water', 'Tap\nwater'))
    expect(extractClaimReviews(html, null)[0]?.claim).toBe('Tap water is unsafe')
  })

  test('follows a reference to the author', () => {
    const graph = [
      { ...REVIEW, author: { '@id': '#org' } },
      { '@id': '#org', '@type': 'NewsMediaOrganization', name: 'The desk' },
    ]
    expect(readClaimReviews([{ '@graph': graph }], null)[0]?.reviewer).toBe('The desk')
  })

  test.each([
    ['a person', { '@type': 'Person', name: 'A. Writer' }, 'facts.example'],
    ['a bare name', 'A. Writer', 'facts.example'],
    ['a bare name of the site', 'Facts', 'Facts'],
    [
      'a list, the organisation among people',
      [{ '@type': 'Person', name: 'A. Writer' }, REVIEW.author],
      'Independent checker',
    ],
    ['nobody', undefined, 'facts.example'],
  ])('names %s as the reviewer only where that is an organisation', (_, author, reviewer) => {
    expect(readClaimReviews([{ ...REVIEW, author }], null)[0]?.reviewer).toBe(reviewer)
  })

  test('keeps who made the claim only when it is an organisation', () => {
    const by = (author: unknown) => readClaimReviews([{ ...REVIEW, itemReviewed: { '@type': 'Claim', author } }], null)
    expect(by({ '@type': 'Organization', name: 'A ministry' })[0]?.claimant).toBe('A ministry')
    expect(by({ '@type': 'Person', name: 'Somebody' })[0]?.claimant).toBeNull()
    expect(by('Somebody')[0]?.claimant).toBeNull()
  })

  test('takes the page for a missing address, and numbers for missing words', () => {
    const { url: _url, ...bare } = REVIEW
    const [read] = readClaimReviews([{ ...bare, reviewRating: { ratingValue: '2,5', bestRating: '5/5' } }], PAGE)
    expect(read).toMatchObject({ url: PAGE, rating: '2,5', ratingValue: 2.5, bestRating: 5, worstRating: null })
    expect(readClaimReviews([bare], null)).toEqual([])
  })

  test.each([
    ['2026-01-10T10:00:00+0200', '2026-01-10T08:00:00.000Z'],
    ['2026-01-10 10:00', '2026-01-10T10:00:00.000Z'],
    ['10 January', null],
    ['2026-13-40', null],
  ])('dates %s', (datePublished, at) => {
    expect(readClaimReviews([{ ...REVIEW, datePublished }], null)[0]?.publishedAt).toBe(at)
  })

  test('leaves out what is no claim review, or says too little', () => {
    const media = { ...REVIEW, '@type': 'MediaReview' }
    const { claimReviewed: _claim, ...noClaim } = REVIEW
    const noRating = { ...REVIEW, reviewRating: {} }
    expect(readClaimReviews([media, noClaim, noRating, null, 7, 'ClaimReview'], PAGE)).toEqual([])
  })

  test('turns mark-up in a claim into words', () => {
    const [read] = readClaimReviews([{ ...REVIEW, claimReviewed: '<b>Tap</b> water &amp; wells' }], null)
    expect(read?.claim).toBe('Tap water & wells')
  })
})

test('an appearance loses the person it names', () => {
  expect(keepAppearance('https://www.facebook.com/some.body/posts/1')).toBe('https://www.facebook.com/')
  expect(keepAppearance('https://mastodon.example/@somebody/1')).toBe('https://mastodon.example/')
  expect(keepAppearance('https://news.example/story?id=1')).toBe('https://news.example/story?id=1')
  expect(keepAppearance('javascript:alert(1)')).toBeNull()
})

test('loose JSON reads whatever strict JSON reads, alike', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parseLooseJson(JSON.stringify(value))).toEqual([JSON.parse(JSON.stringify(value))])
    }),
    { numRuns: 200 },
  )
})

test('nothing a stranger writes breaks the reader, and what it gives fits its schema', () => {
  const part = fc.oneof(fc.string(), fc.constant(json), fc.constant('{"@type":"ClaimReview",'), fc.json())
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const found = extractClaimReviews(parts.map((text) => block(text)).join(''), PAGE)
      for (const review of found) claimReviewSchema.parse(review)
    }),
    { numRuns: 200 },
  )
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
  expect(extractClaimReviews(block(`{"@type":"ClaimReview","x":${deep}}`), PAGE)).toEqual([])
})
