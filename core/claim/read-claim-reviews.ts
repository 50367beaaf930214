import { Parser } from 'htmlparser2'

import { parseHttpUrl } from '../item/canonical-url.ts'
import type { ClaimReview } from './claim-review.ts'
import { keepAppearance } from './keep-appearance.ts'
import { collectNodes, isOfType, type Node, nodesOf, wordsOf } from './linked-data.ts'

/** More reviews than one document ever held by honest means. */
export const MAX_CLAIM_REVIEWS = 5000
const MAX_CLAIM_LENGTH = 2000
const MAX_WORDS_LENGTH = 300
const MAX_APPEARANCES = 50

type ById = ReadonlyMap<string, Node>

/**
 * The claim reviews in JSON-LD values, wherever they are nested: alone, in a `@graph`, in a DataFeed. A review needs a
 * claim, a rating in words or numbers, and a page (its own address, else `pageUrl`); what lacks one is left out, and so is
 * every other type, MediaReview included. Each page and claim comes back once.
 */
export function readClaimReviews(values: readonly unknown[], pageUrl: string | null): ClaimReview[] {
  const { nodes, byId } = collectNodes(values)
  const found = new Map<string, ClaimReview>()
  for (const node of nodes) {
    if (found.size >= MAX_CLAIM_REVIEWS) break
    const review = isOfType(node, 'ClaimReview') ? readReview(node, byId, pageUrl) : null
    if (review === null) continue
    const key = `${review.url}\n${review.claim}`
    if (!found.has(key)) found.set(key, review)
  }
  return [...found.values()]
}

function readReview(node: Node, byId: ById, pageUrl: string | null): ClaimReview | null {
  const url = reviewAddress(node, byId, pageUrl)
  const [item] = nodesOf(node, 'itemReviewed', byId)
  const claim = firstText([...wordsOf(node, 'claimReviewed'), ...claimTexts(item)], MAX_CLAIM_LENGTH)
  const [rating] = nodesOf(node, 'reviewRating', byId)
  const [value] = wordsOf(rating, 'ratingValue')
  const words = firstText(
    [
      ...wordsOf(rating, 'alternateName'),
      ...wordsOf(rating, 'name'),
      ...wordsOf(rating, 'description'),
      ...wordsOf(node, 'reviewRating'),
      ...(value === undefined ? [] : [value]),
    ],
    MAX_WORDS_LENGTH,
  )
  if (url === null || claim === '' || words === '') return null
  return {
    url,
    claim,
    rating: words,
    ratingValue: numberOf(value),
    bestRating: numberOf(wordsOf(rating, 'bestRating')[0]),
    worstRating: numberOf(wordsOf(rating, 'worstRating')[0]),
    ...readReviewer(node, byId, url),
    publishedAt: momentOf(wordsOf(node, 'datePublished')[0] ?? wordsOf(node, 'dateCreated')[0]),
    claimant: organisationOf(item, 'author', byId)?.name ?? null,
    appearances: readAppearances(node, item, byId),
  }
}

function reviewAddress(node: Node, byId: ById, pageUrl: string | null): string | null {
  const [page] = nodesOf(node, 'mainEntityOfPage', byId)
  const candidates = [
    ...wordsOf(node, 'url'),
    ...wordsOf(node, 'mainEntityOfPage'),
    ...wordsOf(page, 'url'),
    ...wordsOf(page, '@id'),
  ]
  for (const candidate of [...candidates, pageUrl]) {
    if (candidate === null) continue
    const base = pageUrl ?? undefined
    const url = URL.canParse(candidate, base) ? parseHttpUrl(new URL(candidate, base).href) : null
    if (url !== null) return url.href
  }
  return null
}

/** A reviewed Claim says itself what it is; the `name` of a CreativeWork is only where it stood. */
function claimTexts(item: Node | undefined): string[] {
  return item !== undefined && isOfType(item, 'Claim') ? [...wordsOf(item, 'text'), ...wordsOf(item, 'name')] : []
}

/**
 * The organisation that reviewed: the author, else the publisher. A bare name counts only when it names the site, since it
 * could be a person's; without an organisation the review's host stands for it.
 */
function readReviewer(node: Node, byId: ById, url: string): Pick<ClaimReview, 'reviewer' | 'reviewerUrl'> {
  const organisation =
    organisationOf(node, 'author', byId) ??
    organisationOf(node, 'publisher', byId) ??
    organisationOf(node, 'sourceOrganization', byId)
  if (organisation !== null) return { reviewer: organisation.name, reviewerUrl: organisation.url }
  const host = new URL(url).hostname.replace(/^www\./, '')
  const bare = [...wordsOf(node, 'author'), ...wordsOf(node, 'publisher')].find((name) => namesHost(name, host))
  return { reviewer: bare === undefined ? host : firstText([bare], MAX_WORDS_LENGTH), reviewerUrl: null }
}

function namesHost(name: string, host: string): boolean {
  const letters = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return letters.length >= 3 && host.replace(/[^a-z0-9]/g, '').includes(letters)
}

function organisationOf(
  node: Node | undefined,
  property: string,
  byId: ById,
): { name: string; url: string | null } | null {
  for (const held of nodesOf(node, property, byId)) {
    const types = wordsOf(held, '@type')
    if (!types.some((type) => /organi[sz]ation|newsmedia|corporation|agency/i.test(type))) continue
    const name = firstText(wordsOf(held, 'name'), MAX_WORDS_LENGTH)
    if (name !== '') return { name, url: parseHttpUrl(wordsOf(held, 'url')[0] ?? '')?.href ?? null }
  }
  return null
}

function readAppearances(node: Node, item: Node | undefined, byId: ById): string[] {
  const works = [
    ...nodesOf(item, 'firstAppearance', byId),
    ...nodesOf(item, 'appearance', byId),
    ...nodesOf(node, 'itemReviewed', byId).filter((held) => !isOfType(held, 'Claim')),
  ]
  const raw = [
    ...wordsOf(item, 'firstAppearance'),
    ...wordsOf(item, 'appearance'),
    ...works.flatMap((work) => wordsOf(work, 'url')),
    ...wordsOf(item, 'sameAs'),
  ]
  const kept = raw.map(keepAppearance).filter((url) => url !== null)
  return [...new Set(kept)].slice(0, MAX_APPEARANCES)
}

/** The first candidate that says anything, as plain text on one line, cut to a length. */
function firstText(candidates: readonly string[], maxLength: number): string {
  for (const candidate of candidates) {
    const text = plainText(candidate)
    if (text !== '') return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`
  }
  return ''
}

function plainText(value: string): string {
  const parts: string[] = []
  const parser = new Parser({ ontext: (text) => parts.push(text), onopentagname: () => parts.push(' ') })
  parser.write(value)
  parser.end()
  return parts
    .join('')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed()
}

function numberOf(written: string | undefined): number | null {
  const match = /^-?\d{1,9}(?:[.,]\d{1,6})?/.exec(written?.trim() ?? '')
  return match === null ? null : Number(match[0].replace(',', '.'))
}

/** ISO 8601 dates and times; without a zone they are taken as UTC. Anything else is no date to rely on. */
function momentOf(written: string | undefined): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}:?\d{2})?)?/.exec(
    written?.trim() ?? '',
  )
  if (match === null) return null
  const [, day = '', time = '00:00', zone = 'Z'] = match
  const atMs = Date.parse(`${day}T${time}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`)
  return Number.isNaN(atMs) ? null : new Date(atMs).toISOString()
}
