import { type RulingId, rulingIdSchema } from '@hub/core/ids.ts'

import { newId } from '../new-id.ts'
import type { Write } from '../write.ts'
import { type CarriedMerge, carryMerges } from './carry-merges.ts'
import type { Merge } from './merge.ts'
import { mergeWaves } from './merge-waves.ts'
import { enterRulings } from './record-ruling.ts'

/** Merges as `carryMerge` does and enters the merge in the record, from which it can be taken back. */
export async function mergeInto(w: Write, merge: Merge): Promise<RulingId> {
  const [id] = await mergeAll(w, [merge])
  if (id === undefined) throw new Error('A merge was not entered.')
  return id
}

/** Merges one after the other, those at once that have no narrative in common, and enters each in the record. */
export async function mergeAll(w: Write, merges: readonly Merge[]): Promise<RulingId[]> {
  const carried: CarriedMerge[] = []
  for (const wave of mergeWaves(merges)) {
    const done = await carryMerges(
      w,
      wave.flatMap((place) => merges[place] ?? []),
    )
    for (const [index, place] of wave.entries()) {
      const one = done[index]
      if (one) carried[place] = one
    }
  }
  const ids = merges.map(() => newId(rulingIdSchema))
  await enterRulings(
    w,
    merges.map(({ from: narrativeId, into: intoId, reason, details = {} }, place) => ({
      id: ids[place],
      kind: 'merge',
      narrativeId,
      intoId,
      reason,
      details,
      ...carried[place],
    })),
  )
  return ids
}

/** Makes one narrative part of another, see `carryMerges`. */
export async function carryMerge(w: Write, merge: Merge): Promise<CarriedMerge> {
  const [carried] = await carryMerges(w, [merge])
  if (!carried) throw new Error('A merge was not carried out.')
  return carried
}
