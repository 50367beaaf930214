import { setImmediate } from 'node:timers/promises'

import type { Scope } from '@hub/core/access/scope.ts'
import { markMatches, markPassage } from '@hub/core/item/mark-matches.ts'
import { compileProfiles } from '@hub/core/item/match-profiles.ts'
import {
  PREVIEW_DAYS,
  PREVIEW_EXAMPLES_MAX,
  PREVIEW_ITEMS_MAX,
  type PreviewProfile,
  type ProfilePreview,
} from '@hub/core/source/profile-preview.ts'
import { sql } from 'kysely'

import type { Db } from '../connect.ts'
import { NotFound } from '../errors.ts'
import type { ItemKey } from '../item/newest-matches.ts'
import { isStopped, type PreviewItem, readNewestItems } from './read-newest-items.ts'

/** Where a preview ends even where there is more to read: it says so, and its numbers are "at least". */
export type PreviewLimits = { items: number; ms: number }
const LIMITS: PreviewLimits = { items: PREVIEW_ITEMS_MAX, ms: 6_000 }

const DAY_MS = 86_400_000
/** Items matched between two turns of the event loop. */
const ITEMS_A_TURN = 25

type Asked = { scope: Scope; now: Date; signal: AbortSignal; limits?: PreviewLimits }
type Tally = Pick<ProfilePreview, 'itemsLookedAt' | 'matched' | 'excluded' | 'examples'> & {
  found: Map<string, number>
}

/**
 * What a watch profile would have matched of the last 30 days, by the rules by which items are taken in. It reads the
 * newest items the hub holds, one by one, so that no kind of term is lost to a search index; items that no profile
 * wanted were never stored and cannot be counted. Throws NotFound for an unknown profile; stops when `signal` says so.
 */
export async function previewProfile(db: Db, profile: PreviewProfile, asked: Asked): Promise<ProfilePreview> {
  const { scope, now, signal, limits = LIMITS } = asked
  const since = new Date(now.getTime() - PREVIEW_DAYS * DAY_MS)
  const sourceIds = await findSources(db, scope, profile)
  const look = lookInto(profile)
  const startedMs = performance.now()
  let after: ItemKey | null = null
  let isCapped = false
  for (;;) {
    signal.throwIfAborted()
    const room = limits.items - look.tally.itemsLookedAt
    const items: PreviewItem[] | null = await readNewestItems(db, { scope, since, sourceIds, after }, room).catch(
      (error: unknown) => {
        if (isStopped(error)) return null
        throw error
      },
    )
    isCapped = items === null || (items.length > 0 && room === 0)
    const last: PreviewItem | undefined = items?.at(-1)
    if (!items || !last || isCapped) break
    for (const [index, item] of items.entries()) {
      look.at(item)
      if (index % ITEMS_A_TURN === ITEMS_A_TURN - 1) await setImmediate()
    }
    after = { id: last.id, firstSeenAt: last.firstSeenAt }
    if (performance.now() - startedMs > limits.ms) {
      isCapped = true
      break
    }
  }
  const { found, ...counts } = look.tally
  const perTerm = [...new Set(profile.terms)].map((term) => ({ term, matched: found.get(term) ?? 0 }))
  return { since: since.toISOString(), isCapped, perTerm, ...counts }
}

function lookInto(profile: PreviewProfile): { tally: Tally; at: (item: PreviewItem) => void } {
  const isWanted = compileProfiles([profile])
  const withoutExclusions = compileProfiles([{ ...profile, exclusions: [] }])
  const tally: Tally = { itemsLookedAt: 0, matched: 0, excluded: 0, examples: [], found: new Map() }
  const at = (item: PreviewItem) => {
    tally.itemsLookedAt += 1
    const broad = withoutExclusions(item)
    if (!broad.isWanted) return
    if (profile.exclusions.length > 0 && !isWanted(item).isWanted) {
      tally.excluded += 1
      return
    }
    tally.matched += 1
    for (const term of broad.matchedTerms) tally.found.set(term, (tally.found.get(term) ?? 0) + 1)
    if (tally.examples.length < PREVIEW_EXAMPLES_MAX) tally.examples.push(exampleOf(item, broad.matchedTerms))
  }
  return { tally, at }
}

function exampleOf(item: PreviewItem, matchedTerms: string[]): ProfilePreview['examples'][number] {
  return {
    id: item.id,
    title: markMatches(item.title, matchedTerms),
    passage: markPassage(item.text, matchedTerms),
    language: item.language,
    source: item.source,
    at: item.firstSeenAt.toISOString(),
    matchedTerms,
  }
}

/** The sources to look at; null where all count. */
async function findSources(db: Db, scope: Scope, { profileId, sourceIds }: PreviewProfile): Promise<string[] | null> {
  if (profileId === undefined) return sourceIds ?? null
  const { rows } = await sql<{ sourceId: string | null }>`
    select s.source_id from watch_profile p left join watch_profile_source s on s.profile_id = p.id
    where p.id = ${profileId} and p.world = ${scope.world}`.execute(db)
  if (rows.length === 0) throw new NotFound('watch profile')
  const named = rows.flatMap(({ sourceId }) => sourceId ?? [])
  return sourceIds === undefined ? named : named.filter((id) => sourceIds.some((asked) => asked === id))
}
