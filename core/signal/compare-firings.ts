import type { NarrativeState } from '../narrative/narrative-state.ts'
import type { RehearsalCount } from './rehearsal-view.ts'
import { REHEARSAL_ROWS_MAX } from './rehearsal-view.ts'
import type { Firing } from './run-rule.ts'
import { matterOf } from './signal.ts'

/** What one version of a rule raised, by narrative. */
export type VersionFirings<Id extends string> = ReadonlyMap<Id, readonly Firing[]>

export type ComparedFiring<Id extends string> = {
  narrativeId: Id
  firing: Firing
  firedBy: 'draft' | 'present' | 'both'
}

export type ComparedVersions<Id extends string> = {
  draft: RehearsalCount
  present: RehearsalCount | null
  rows: ComparedFiring<Id>[]
}

/**
 * Sets what a draft raised beside what the present version did: counts, with what people made of the narratives, and
 * the newest firings, each once where both fire about the same matter in the same hour.
 */
export function compareFirings<Id extends string>(
  draft: VersionFirings<Id>,
  present: VersionFirings<Id> | null,
  stateOf: (narrativeId: Id) => NarrativeState | undefined,
): ComparedVersions<Id> {
  const rows = new Map<string, ComparedFiring<Id>>()
  for (const [narrativeId, firings] of draft) {
    for (const firing of firings) rows.set(keyOf(narrativeId, firing), { narrativeId, firing, firedBy: 'draft' })
  }
  for (const [narrativeId, firings] of present ?? []) {
    for (const firing of firings) {
      const key = keyOf(narrativeId, firing)
      const both = rows.get(key)
      rows.set(key, both ? { ...both, firedBy: 'both' } : { narrativeId, firing, firedBy: 'present' })
    }
  }
  const newest = [...rows].sort(
    ([keyA, a], [keyB, b]) => b.firing.signal.hourMs - a.firing.signal.hourMs || (keyA < keyB ? -1 : 1),
  )
  return {
    draft: countFirings(draft, stateOf),
    present: present && countFirings(present, stateOf),
    rows: newest.slice(0, REHEARSAL_ROWS_MAX).map(([, row]) => row),
  }
}

function countFirings<Id extends string>(
  firings: VersionFirings<Id>,
  stateOf: (narrativeId: Id) => NarrativeState | undefined,
): RehearsalCount {
  const narratives = [...firings].filter(([, raised]) => raised.length > 0)
  const inState = (state: NarrativeState) => narratives.filter(([id]) => stateOf(id) === state).length
  return {
    fired: narratives.reduce((sum, [, raised]) => sum + raised.length, 0),
    narratives: narratives.length,
    confirmed: inState('confirmed'),
    dismissed: inState('dismissed'),
  }
}

function keyOf(narrativeId: string, { signal }: Firing): string {
  return `${narrativeId} ${signal.hourMs} ${matterOf(signal) ?? ''}`
}
