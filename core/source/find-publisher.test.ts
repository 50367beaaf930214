import { describe, expect, test } from 'vitest'

import { EMPTY_ALLOW_LIST, parseAllowList } from './allow-list.ts'
import { findPublisher } from './find-publisher.ts'

const publisherOf = (url: string, allowed = '') =>
  findPublisher({ url, title: 'A feed' }, allowed ? parseAllowList(allowed).allowList : EMPTY_ALLOW_LIST).domain

describe('the publisher of a source', () => {
  test.each([
    ['https://feeds.bbci.co.uk/news/rss.xml', 'bbci.co.uk'],
    ['https://www.elpais.com/rss', 'elpais.com'],
    ['https://sport.elpais.com/rss', 'elpais.com'],
    ['https://anna.blogspot.com/feeds/posts/default', 'anna.blogspot.com'],
    ['https://news.gov.uk/feed', 'news.gov.uk'],
  ])('%s is %s', (url, domain) => {
    expect(publisherOf(url)).toBe(domain)
  })

  test('is the source itself on an allow-listed host, so that forty local feeds are forty publishers', () => {
    const feeds = Array.from({ length: 40 }, (_, index) => `http://127.0.0.1:9000/feed/${index}.xml`)
    expect(new Set(feeds.map((url) => publisherOf(url, '127.0.0.1;interval=5s;gap=0'))).size).toBe(40)
    expect(publisherOf('https://intranet.example.org/a.xml', 'intranet.example.org')).toBe('intranet.example.org/a.xml')
  })

  test('is the source itself where no registrable domain exists', () => {
    expect(publisherOf('http://localhost:8000/rss?feed=2')).toBe('localhost:8000/rss?feed=2')
    expect(publisherOf('http://10.1.2.3/rss')).toBe('10.1.2.3/rss')
  })
})
