import { LIVE_WORLD } from '../access/role.ts'
import type { ProfileFilter } from '../item/match-profiles.ts'
import { prepareEntries } from '../item/prepare-item.ts'
import type { RowReading } from './read-row.ts'

/** What is to become of a row. `unmatched`: the profile's terms or languages do not take it. `repeated`: it says what another row says. */
export const ROW_FATES = ['stored', 'unmatched', 'repeated', 'refused'] as const
export type RowFate = (typeof ROW_FATES)[number]
export type JudgedRow = { row: number; reading: RowReading; fate: RowFate; matchedTerms: readonly string[] }

/** Why an unmatched row is not stored; the report says it of each. Its words are not kept. */
export const UNMATCHED_REASON =
  'It matches none of the watch profile’s terms, or is in another language, so it is not stored.'

/**
 * Foretells what an import makes of rows, by the same rules as the import: without a profile, which of them can be read.
 * Rows that the hub has already cannot be told apart here.
 */
export function judgeRows(rows: readonly RowReading[], profile: ProfileFilter | null, now: Date): JudgedRow[] {
  const entries = rows.flatMap((reading) => (reading.ok ? [{ ...reading.item, row: reading.row }] : []))
  const facts = {
    world: LIVE_WORLD,
    language: null,
    languageCounts: {},
    profiles: [profile ?? { terms: [], exclusions: [], languages: [] }],
  }
  const prepared = new Map(prepareEntries(entries, facts, now).map((each) => [each.entry.row, each]))
  return rows.map((reading) => {
    const { row } = reading
    if (!reading.ok) return { row, reading, fate: 'refused', matchedTerms: [] }
    const found = prepared.get(row)
    if (!found) return { row, reading, fate: 'repeated', matchedTerms: [] }
    return { row, reading, fate: found.isWanted ? 'stored' : 'unmatched', matchedTerms: found.item.matchedTerms }
  })
}
