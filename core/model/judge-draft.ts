import { readWords } from '../match/read-words.ts'
import type { DraftAnswer } from './draft-answer.ts'
import { languageOfItems, type SentItem } from './draft-prompt.ts'
import { findQuote } from './find-quote.ts'
import { plainWords } from './plain-words.ts'
import { findVerdict } from './verdict-words.ts'

export const DRAFT_TITLE_MAX = 120
const SENTENCE_MAX = 320
export const DRAFT_SENTENCES_MAX = 5
/** A sentence may put things in other words; this share of its own must still stand in the items it quotes. */
const SHARED_WORDS = 0.5
const SITE_NAME = /(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,24}(?![\p{L}\p{N}])/giu

export type DraftQuote<Id extends string = string> = { itemId: Id; words: string }
export type DraftSentence<Id extends string = string> = { text: string; quotes: DraftQuote<Id>[] }
/** What of an answer may be shown. `dropped` counts the sentences that may not. */
export type JudgedDraft<Id extends string = string> = {
  title: string | null
  isTitleDropped: boolean
  sentences: DraftSentence<Id>[]
  dropped: number
}

/**
 * Takes from a model's answer what can be traced to the items it was sent, and nothing else. A sentence stays when at least
 * one of its quotations stands word for word in the item it names, every number and every name of a site in it and half of
 * its other words stand in the items it quotes, and it gives no verdict. A title stays when it has at most 120 characters,
 * all its words stand in the items, and it gives no verdict. Quotations are shown in the item's own characters.
 */
export function judgeDraft<Id extends string>(answer: DraftAnswer, items: readonly SentItem<Id>[]): JudgedDraft<Id> {
  const byNumber = new Map(items.map((item) => [item.number, item]))
  const seen = new Set<string>()
  const sentences: DraftSentence<Id>[] = []
  for (const { text, quotes } of answer.sentences) {
    const sentence = { text: plainWords(text, SENTENCE_MAX), quotes: findQuotes(quotes, byNumber) }
    const quoted = items.filter(({ id }) => sentence.quotes.some(({ itemId }) => itemId === id))
    const isKept = sentences.length < DRAFT_SENTENCES_MAX && !seen.has(sentence.text)
    if (!isKept || quoted.length === 0 || !isTraceable(sentence.text, quoted, SHARED_WORDS)) continue
    sentences.push(sentence)
    seen.add(sentence.text)
  }
  const title = plainWords(answer.title ?? '', DRAFT_TITLE_MAX * 2)
  const isTitleKept = title.length <= DRAFT_TITLE_MAX && isTraceable(title, items, 1)
  return {
    title: isTitleKept ? title : null,
    isTitleDropped: !isTitleKept && (answer.title ?? '').trim() !== '',
    sentences,
    dropped: answer.sentences.length - sentences.length,
  }
}

function findQuotes<Id extends string>(
  quotes: DraftAnswer['sentences'][number]['quotes'],
  byNumber: ReadonlyMap<number, SentItem<Id>>,
): DraftQuote<Id>[] {
  return quotes.flatMap(({ item, words }) => {
    const named = byNumber.get(item)
    if (named === undefined) return []
    const found = findQuote(named.title, words) ?? findQuote(named.text, words)
    return found === undefined ? [] : [{ itemId: named.id, words: found }]
  })
}

/** Whether the words of a text stand in items: every number and name of a site, and `share` of its other words. */
function isTraceable(text: string, items: readonly SentItem[], share: number): boolean {
  if (findVerdict(text) !== undefined) return false
  const language = languageOfItems(items)
  const known = new Set<string>()
  const sites = new Set<string>()
  for (const { title, text: body, language: own } of items) {
    for (const part of [title, body]) {
      for (const { stem } of readWords(part, own, 'body')) known.add(stem)
      for (const site of sitesIn(part)) sites.add(site)
    }
  }
  if (sitesIn(text).some((site) => !sites.has(site))) return false
  const words = readWords(text, language, 'body').filter(({ isFunction, isNumber }) => !isFunction || isNumber)
  if (words.some(({ isNumber, stem }) => isNumber && !known.has(stem))) return false
  const shared = words.filter(({ stem }) => known.has(stem)).length
  return words.length > 0 && shared >= words.length * share
}

function sitesIn(text: string): string[] {
  return [...text.matchAll(SITE_NAME)].map(([site]) => site.toLowerCase())
}
