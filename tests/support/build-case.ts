import type { NarrativeId } from '@hub/core/ids.ts'
import type { Assessment } from '@hub/core/resist/assessment.ts'
import { assessCase } from '@hub/db/assessment/assess-case.ts'
import { moveCase } from '@hub/db/case/move-case.ts'
import { openCase } from '@hub/db/case/open-case.ts'
import type { Db } from '@hub/db/connect.ts'
import type { Row } from '@hub/db/schema.ts'

import { buildNarrative } from './build-news.ts'
import { by } from './build-people.ts'

/** An assessment that passes the opinion gate. */
export const AN_ASSESSMENT: Assessment = {
  opinionGate: 'verifiable_fact',
  firstFlags: ['fabrication'],
  reach: 'trending',
  impacts: ['service_delivery'],
  confidence: 'medium',
  basis: 'Two outlets quote the same undated photograph.',
  priority: 'medium',
}

/** A case of the actor's unit on a narrative of its own, assessed and triaged unless told to stay new. */
export async function buildCase(
  db: Db,
  actor: Parameters<typeof by>[0],
  given: { title?: string; narrativeId?: NarrativeId; stays?: 'new' } = {},
): Promise<Row<'caseFile'>> {
  const narrativeId = given.narrativeId ?? (await buildNarrative(db)).id
  const opened = await openCase(db, by(actor), {
    title: given.title ?? 'Tap water rumour',
    narrativeId,
    severity: 'S2',
    summary: '',
  })
  if (given.stays === 'new') return opened
  await assessCase(db, by(actor), opened.id, AN_ASSESSMENT)
  return moveCase(db, by(actor), opened.id, { to: 'triaged' })
}
