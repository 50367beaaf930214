import { ClaimIndex } from '@hub/core/match/claim-index.ts'
import type { ClaimDocument } from '@hub/core/match/claim-text.ts'
import { createCandidateFinder } from '@hub/core/match/find-candidates.ts'
import { describeCandidates, type Features } from '@hub/core/match/match-features.ts'
import { readQuery } from '@hub/core/match/query-text.ts'
import { seededRandom } from '@hub/tests/support/seeded-random.ts'

import type { LabelledQuery } from './claims-data.ts'

/** A hub begins with few reviews, all of them of its own country: names that are rare in the world are common there. */
export const SMALL_SIZES = [8, 40, 400] as const
/** Of a small index's reviews, these many share the query's words as far as any do. */
const NEAR = 3

/** The features of a query's candidates in an index of a few reviews, with the right one among them and without. */
export type SmallCase = { size: number; ids: string[]; rows: Features[]; without: Features[] }

/** Asks a query of small indexes: its right claim, its nearest wrong ones, and others drawn at random. */
export function createSmallIndexes(claims: readonly ClaimDocument[], seed: number) {
  const random = seededRandom(seed)
  const draw = (count: number) =>
    Array.from({ length: count }, () => claims[Math.floor(random() * claims.length)]).flatMap((claim) => claim ?? [])
  const indexes = SMALL_SIZES.map((size) => {
    const index = new ClaimIndex()
    for (const claim of draw(size - NEAR - 1)) index.put(claim)
    return { size, index, find: createCandidateFinder(index) }
  })
  return (query: LabelledQuery, right: readonly ClaimDocument[], near: readonly ClaimDocument[]): SmallCase[] =>
    indexes.map(({ size, index, find }) => {
      const ask = (added: readonly ClaimDocument[]) => {
        const own = added.filter(({ id }) => index.find(id) === null)
        for (const claim of own) index.put(claim)
        const read = readQuery({ text: query.text, language: query.lang ?? 'en' }, index)
        const candidates = find(read)
        const asked = { ids: candidates.map(({ id }) => id), rows: describeCandidates(read, candidates, index) }
        for (const { id } of own) index.remove(id)
        return asked
      }
      const asked = ask([...right, ...near.slice(0, NEAR)])
      return { size, ...asked, without: ask(near.slice(0, NEAR)).rows }
    })
}
