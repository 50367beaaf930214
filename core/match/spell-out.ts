import type { ClaimText } from './claim-text.ts'
import type { QueryText } from './query-text.ts'

/** A query as asked of one claim: where it writes a name's initials and the claim the name, it counts as holding the name. */
export function spellOut(query: QueryText, { initials }: ClaimText): QueryText {
  const stems = [...initials].flatMap(([name, spelled]) => (query.stems.has(name) ? spelled : []))
  if (stems.length === 0) return query
  return {
    ...query,
    stems: new Map([...stems.map((stem): [string, number] => [stem, 1]), ...query.stems]),
    bodyStems: new Set([...stems, ...query.bodyStems]),
  }
}
