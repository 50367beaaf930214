import { findJsonLd } from '@hub/core/claim/find-json-ld.ts'
import { Parser } from 'htmlparser2'

import { parseDate } from '../collect/parse-date.ts'
import { resolveUrl } from '../collect/resolve-url.ts'

/** What a page says of itself outside its words. */
export type PageFacts = {
  title: string | null
  siteName: string | null
  language: string | null
  publishedAt: string | null
  baseUrl: string | null
  /** False when the page says that it is not free to read (schema.org `isAccessibleForFree`). */
  isFree: boolean
}

/** Meta elements that date a page, the most trusted first. */
const DATE_NAMES = [
  'article:published_time',
  'og:article:published_time',
  'og:published_time',
  'datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'dcterms.created',
  'dcterms.issued',
  'dc.date.issued',
  'dc.date',
  'date',
  'pubdate',
  'publishdate',
  'publish-date',
]
const MAX_NODES = 5000
const MAX_TITLE_LENGTH = 500

/** Reads the head's and the linked data's facts in one pass. `publishedAt` is ISO 8601: linked data, then meta, then `time`. */
export function readPageFacts(html: string): PageFacts {
  const metas = new Map<string, string>()
  let time: string | null = null
  let base: string | null = null
  let title: string | null = null
  let isInTitle = false
  const parser = new Parser(
    {
      onopentag(name, { name: metaName, property, itemprop, content, datetime, href, 'http-equiv': equiv }) {
        isInTitle = name === 'title' && title === null
        const key = (metaName ?? property ?? itemprop ?? equiv)?.toLowerCase()
        if (name === 'meta' && key !== undefined && content !== undefined && !metas.has(key)) metas.set(key, content)
        if (name === 'time' && datetime !== undefined) time ??= datetime
        if (name === 'base' && href !== undefined) base ??= href
      },
      ontext(text) {
        if (isInTitle) title = `${title ?? ''}${text}`.slice(0, MAX_TITLE_LENGTH)
      },
      onclosetag(name) {
        if (name === 'title') isInTitle = false
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.write(html)
  parser.end()
  const linked = readLinkedData(findJsonLd(html))
  const dates = [linked.published, ...DATE_NAMES.map((name) => metas.get(name) ?? null), time]
  return {
    title: metas.get('og:title')?.trim() || title,
    siteName: metas.get('og:site_name')?.trim() || null,
    language: metas.get('content-language') ?? metas.get('og:locale') ?? null,
    publishedAt: firstDate(dates),
    baseUrl: resolveUrl(base, null),
    isFree: linked.isFree,
  }
}

function firstDate(dates: readonly (string | null)[]): string | null {
  for (const written of dates) {
    const date = written === null ? null : parseDate(written)
    if (date !== null) return date.toISOString()
  }
  return null
}

function readLinkedData(values: readonly unknown[]): { published: string | null; isFree: boolean } {
  let published: string | null = null
  let isFree = true
  const queue: unknown[] = [...values]
  for (let seen = 0; queue.length > 0 && seen < MAX_NODES; seen += 1) {
    const node = queue.shift()
    if (Array.isArray(node)) queue.push(...node.slice(0, MAX_NODES))
    else if (typeof node === 'object' && node !== null) {
      const isArticle =
        '@type' in node && /Article|Posting|Report|ClaimReview|WebPage/.test(JSON.stringify(node['@type']))
      if (isArticle && 'datePublished' in node && typeof node.datePublished === 'string')
        published ??= node.datePublished
      if (isArticle && 'isAccessibleForFree' in node && /^false$/i.test(String(node.isAccessibleForFree)))
        isFree = false
      if ('@graph' in node) queue.push(node['@graph'])
      if ('mainEntity' in node) queue.push(node.mainEntity)
    }
  }
  return { published, isFree }
}
