import { Readability } from '@mozilla/readability'

import { extractClaimReviews } from '@hub/core/claim/extract-claim-reviews.ts'
import { excerptOf } from '@hub/core/item/excerpt.ts'
import { languageCode } from '@hub/core/item/language-code.ts'
import type { PageProblem, PageReading } from '@hub/core/source/page-order.ts'

import { cleanHtml } from '../collect/clean-html.ts'
import { dropBylines } from './drop-bylines.ts'
import { openDocument } from './open-document.ts'
import { readPageFacts } from './read-page-facts.ts'

export type ArticleResult = { ok: true; reading: PageReading } | { ok: false; problem: PageProblem }

const MAX_TEXT_LENGTH = 300_000
const MAX_HTML_LENGTH = 900_000
const MAX_CLAIM_REVIEWS = 50
/** Fewer characters than this are a headline, a notice or a menu, not a text. */
const MIN_TEXT_LENGTH = 140
/** What a site behind a paywall shows everybody is shorter than this. */
const TEASER_LENGTH = 1500
const BY_HAND = 'Open it in your browser and copy the part that matters.'

/**
 * The article of an HTML page by Mozilla's Readability: its words in reading order and as sanitised HTML, and what the page
 * says of itself. Who wrote it is left out. A page that shows nothing without a browser or a subscription is told so. Can take
 * long on hostile input, so it runs in the page thread.
 */
export function readArticle(html: string, pageUrl: string): ArticleResult {
  try {
    return read(html, pageUrl)
  } catch {
    return { ok: false, problem: { code: 'unreadable', message: `The page is too broken to be read. ${BY_HAND}` } }
  }
}

function read(html: string, pageUrl: string): ArticleResult {
  const facts = readPageFacts(html)
  const document = openDocument(html)
  dropBylines(document)
  const claimReviews = extractClaimReviews(html, pageUrl).slice(0, MAX_CLAIM_REVIEWS)
  const language = languageCode(document.documentElement.getAttribute('lang')) ?? languageCode(facts.language)
  const article = new Readability(document, { disableJSONLD: false, maxElemsToParse: 60_000 }).parse()
  const clean = cleanHtml((article?.content ?? '').slice(0, MAX_HTML_LENGTH), facts.baseUrl ?? pageUrl)
  const text = clean.text.slice(0, MAX_TEXT_LENGTH)
  if (claimReviews.length === 0) {
    const problem = judgeText(text, facts.isFree)
    if (problem !== null) return { ok: false, problem }
  }
  return {
    ok: true,
    reading: {
      finalUrl: pageUrl,
      title: flat(article?.title) || flat(facts.title) || new URL(pageUrl).hostname,
      text,
      html: clean.html,
      excerpt: excerptOf(flat(article?.excerpt) || text),
      siteName: flat(article?.siteName) || facts.siteName,
      language,
      publishedAt: facts.publishedAt,
      claimReviews,
    },
  }
}

function judgeText(text: string, isFree: boolean): PageProblem | null {
  if (!isFree && text.length < TEASER_LENGTH) {
    return {
      code: 'paywalled',
      message:
        'The page is for subscribers, and what it shows everybody is only its beginning. Read it with a subscription.',
    }
  }
  if (text.length >= MIN_TEXT_LENGTH) return null
  return { code: 'nothing_to_read', message: `The page shows no text that can be read without a browser. ${BY_HAND}` }
}

function flat(text: string | null | undefined): string {
  return (text ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 500)
}
