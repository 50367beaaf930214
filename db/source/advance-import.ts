import { sql } from 'kysely'

import type { SourceId } from '@hub/core/ids.ts'
import { canonicalUrl } from '@hub/core/item/canonical-url.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'

import type { Db } from '../connect.ts'
import type { Row } from '../schema.ts'
import { type Write, write, type WriteBy } from '../write.ts'
import { insertSources } from './insert-sources.ts'

export const IMPORT_STEP = 500

/**
 * Takes the next entries of a running import in: one transaction, one audit entry. A step that was cut off left nothing and
 * is done again; two processes take turns. Returns whether anything is left.
 */
export async function advanceImport(
  db: Db,
  by: WriteBy,
  importId: string,
  allowList: AllowList,
): Promise<{ isDone: boolean }> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const row = await w.tx
      .selectFrom('sourceImport')
      .selectAll()
      .where('id', '=', importId)
      .where('world', '=', by.actor.world)
      .forUpdate()
      .executeTakeFirst()
    if (row?.state !== 'running') {
      w.unchanged()
      return { isDone: true }
    }
    const entries = await w.tx
      .selectFrom('sourceImportEntry')
      .selectAll()
      .where('importId', '=', importId)
      .where('outcome', 'is', null)
      .orderBy('position')
      .limit(IMPORT_STEP)
      .execute()
    const counts = await takeIn(w, row, entries, allowList)
    const done = row.done + entries.length
    const isDone = done >= (row.total ?? 0)
    await w.tx
      .updateTable('sourceImport')
      .set({
        done,
        added: row.added + counts.added,
        alreadyThere: row.alreadyThere + counts.present,
        ...(isDone ? { state: 'done' as const, finishedAt: by.now } : {}),
      })
      .where('id', '=', importId)
      .execute()
    const details = { name: row.name, ...counts, done, total: row.total, profileId: row.profileId }
    await w.audit({ action: 'imported', noun: 'source', objectId: importId, details })
    await w.live({ noun: 'source_import', id: importId, version: done })
    if (isDone) await w.live({ noun: 'source', id: importId, version: 1 })
    return { isDone }
  })
}

async function takeIn(
  w: Write,
  row: Row<'sourceImport'>,
  entries: readonly Row<'sourceImportEntry'>[],
  allowList: AllowList,
): Promise<{ added: number; present: number }> {
  const sources = entries.map(({ url, title, siteUrl, folder }) => ({ url: url ?? '', title, siteUrl, tags: folder }))
  const inserted = await insertSources(w, sources, {
    state: row.sourceState,
    allowList,
    profileId: row.profileId,
    proposedBy: row.startedBy,
  })
  const taken = new Set<SourceId>(inserted.addedIds)
  const positions: number[] = []
  const outcomes: string[] = []
  const ids: SourceId[] = []
  for (const { position, url } of entries) {
    const id = inserted.idOf.get(canonicalUrl(url ?? '') ?? url ?? '')
    if (id === undefined) throw new Error('An entry was neither added nor found.')
    positions.push(position)
    outcomes.push(taken.delete(id) ? 'added' : 'present')
    ids.push(id)
  }
  await sql`update source_import_entry e set outcome = u.outcome, source_id = u.id
    from unnest(${positions}::int[], ${outcomes}::text[], ${ids}::uuid[]) as u (position, outcome, id)
    where e.import_id = ${row.id} and e.position = u.position`.execute(w.tx)
  const added = outcomes.filter((outcome) => outcome === 'added').length
  return { added, present: outcomes.length - added }
}
