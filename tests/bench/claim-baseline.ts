import type { ClaimDocument } from '@hub/core/match/claim-text.ts'

const WORD = /[\p{L}\p{N}]+/gu
const SATURATION = 1.2
const LENGTH_SHARE = 0.75

type Weigh = (count: number, length: number) => number

/** What anybody would try first: whole words in small letters, ranked by BM25 (k₁ = 1.2, b = 0.75), or by the cosine of tf-idf. */
export function createWordBaseline(claims: readonly ClaimDocument[]) {
  const texts = claims.map(({ claim, title }) => countWords(`${claim} ${title}`))
  const postings = new Map<string, { at: number; count: number }[]>()
  texts.forEach((words, at) => {
    for (const [word, count] of words) {
      const list = postings.get(word)
      if (list) list.push({ at, count })
      else postings.set(word, [{ at, count }])
    }
  })
  const rarity = (word: string) => Math.log(1 + claims.length / (1 + (postings.get(word)?.length ?? 0)))
  const lengths = texts.map((words) => [...words.values()].reduce((sum, count) => sum + count, 0))
  const norms = texts.map((words) =>
    Math.sqrt([...words].reduce((sum, [word, count]) => sum + (count * rarity(word)) ** 2, 0)),
  )
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)

  function rank(text: string, limit: number, weigh: Weigh, measures: readonly number[], power: number): string[] {
    const scores = new Float64Array(claims.length)
    for (const [word, asked] of countWords(text)) {
      const weight = asked * rarity(word) ** power
      for (const { at, count } of postings.get(word) ?? []) {
        scores[at] = (scores[at] ?? 0) + weight * weigh(count, measures[at] ?? 1)
      }
    }
    return [...scores.keys()]
      .filter((at) => (scores[at] ?? 0) > 0)
      .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
      .slice(0, limit)
      .map((at) => claims[at]?.id ?? '')
  }

  const saturate: Weigh = (count, length) =>
    (count * (SATURATION + 1)) / (count + SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / mean))
  return {
    bm25: (text: string, limit: number) => rank(text, limit, saturate, lengths, 1),
    cosine: (text: string, limit: number) => rank(text, limit, (count, norm) => count / (norm || 1), norms, 2),
  }
}

function countWords(text: string): Map<string, number> {
  const words = new Map<string, number>()
  for (const [word] of text.toLowerCase().matchAll(WORD)) words.set(word, (words.get(word) ?? 0) + 1)
  return words
}
