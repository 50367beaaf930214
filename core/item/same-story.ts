import { foldText } from './fold-text.ts'

type Words = { title: string; text: string }

const COMPARED_LENGTH = 2_000
const TITLE_SHARE = 0.4
const TEXT_SHARE = 0.5

/**
 * Whether an entry that comes under a known guid but leads to another page tells the known item's story: its headline or
 * the beginning of its text share enough with it. A publisher that rewrites a headline moves the page too and keeps the
 * text; a feed that gives its guids to other entries keeps neither. Compared by Dice's coefficient over the letters in
 * threes, which needs no words and so works in every script.
 */
export function isSameStory(known: Words, entry: Words): boolean {
  return (
    sharedPart(known.title, entry.title) >= TITLE_SHARE ||
    sharedPart(known.text.slice(0, COMPARED_LENGTH), entry.text.slice(0, COMPARED_LENGTH)) >= TEXT_SHARE
  )
}

function sharedPart(left: string, right: string): number {
  const [first, second] = [threesOf(left), threesOf(right)]
  if (first.size === 0 || second.size === 0) return 0
  const shared = [...first].filter((three) => second.has(three)).length
  return (2 * shared) / (first.size + second.size)
}

function threesOf(text: string): Set<string> {
  const letters = [...` ${(foldText(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')} `]
  return new Set(letters.slice(2).map((letter, index) => `${letters[index]}${letters[index + 1]}${letter}`))
}
