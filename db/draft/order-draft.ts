import { actorReference } from '@hub/core/access/actor.ts'
import { type DraftId, draftIdSchema, type NarrativeId } from '@hub/core/ids.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { lockNarrative } from '../narrative/lock-narrative.ts'
import { newId } from '../new-id.ts'
import { write, type Write, type WriteBy } from '../write.ts'

const MAX_WAITING = 20

/**
 * Orders a draft of a narrative's title and summary, which a worker asks the language model for. While one waits, that one is
 * it. Older drafts of the narrative go. Refuses with a Conflict when somebody has too many waiting.
 */
export async function orderDraft(db: Db | Tx, by: WriteBy, narrativeId: NarrativeId): Promise<DraftId> {
  return write(db, by, async (w) => {
    const narrative = await lockNarrative(w, narrativeId, 'narrative.triage')
    if (narrative.state === 'merged') {
      throw new Conflict('narrative_merged', 'This narrative was merged into another one. Draft that one.', narrative)
    }
    const waiting = await w.tx
      .selectFrom('narrativeDraft')
      .select('id')
      .where('narrativeId', '=', narrativeId)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (waiting) {
      w.unchanged()
      return waiting.id
    }
    const requestedBy = actorReference(by.actor)
    await refuseTooMany(w, requestedBy)
    await w.tx.deleteFrom('narrativeDraft').where('narrativeId', '=', narrativeId).execute()
    const id = newId(draftIdSchema)
    const { world } = by.actor
    await w.tx
      .insertInto('narrativeDraft')
      .values({
        id,
        narrativeId,
        requestedBy,
        requestedAt: by.now,
        createdAt: by.now,
        updatedAt: by.now,
        world,
        tlp: narrative.tlp,
      })
      .execute()
    await w.publish({
      topic: 'write-drafts',
      aggregate: 'narrative_draft',
      aggregateId: id,
      aggregateVersion: 1,
      idempotencyKey: `narrative-draft:${id}`,
    })
    await w.audit({
      action: 'order',
      noun: 'narrative_draft',
      objectId: id,
      tlp: narrative.tlp,
      details: { narrativeId },
    })
    await w.live({ noun: 'narrative_draft', id: narrativeId, version: 1 })
    return id
  })
}

async function refuseTooMany(w: Write, requestedBy: string): Promise<void> {
  const { waiting } = await w.tx
    .selectFrom('narrativeDraft')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('requestedBy', '=', requestedBy)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  if (waiting < MAX_WAITING) return
  throw new Conflict(
    'too_many_drafts',
    `${waiting} drafts that you asked for are still being written. Wait a little, then ask for this one again.`,
  )
}
