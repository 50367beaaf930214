import { excerptOf } from '../item/excerpt.ts'
import { markWords } from './mark-words.ts'

const LENGTH = 280
const LEAD = 60

/** The stretch of a text that holds most of the matched words, cut at words, with ellipses where something is left out. */
export function excerptAround(text: string, words: readonly string[], maxLength: number = LENGTH): string {
  const flat = text.replaceAll(/\s+/gu, ' ').trim()
  if (flat.length <= maxLength) return flat
  const places = placesOf(flat, words)
  const best = places.reduce(
    (found, start) => {
      const count = new Set(places.filter((place) => place >= start && place < start + maxLength - LEAD)).size
      return count > found.count ? { start, count } : found
    },
    { start: 0, count: 0 },
  )
  const from = best.start <= LEAD ? 0 : flat.indexOf(' ', best.start - LEAD) + 1
  return from <= 0 ? excerptOf(flat, maxLength) : `… ${excerptOf(flat.slice(from), maxLength)}`
}

function placesOf(text: string, words: readonly string[]): number[] {
  let at = 0
  return markWords(text, words).flatMap((part) => {
    const start = at
    at += part.text.length
    return part.isMarked ? [start] : []
  })
}
