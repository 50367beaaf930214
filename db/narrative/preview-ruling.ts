import { sql } from 'kysely'

import type { NarrativeId } from '@hub/core/ids.ts'
import { judgeMerge, judgeMove, judgeSplit } from '@hub/core/narrative/judge-ruling.ts'
import type { PreviewRulingInput } from '@hub/core/narrative/ruling-input.ts'
import type { RulingPreview } from '@hub/core/narrative/ruling-view.ts'

import { visibleCase } from '../case/visible-case.ts'
import type { Reader } from '../connect.ts'
import type { Row } from '../schema.ts'
import { requireNarrative } from './get-narrative.ts'
import { HELD_TOGETHER, isHeldTogether } from './hold-together.ts'
import { countStanding, listLeaving } from './list-leaving.ts'
import { titleOfItems } from './name-split.ts'
import { type NarrativeReading, narrativeRows } from './narrative-rows.ts'

type Refusal = RulingPreview['refusal']

/** What a ruling on a narrative would move, and why it would be refused. Changes nothing. Throws NotFound. */
export async function previewRuling(
  db: Reader,
  reading: NarrativeReading,
  narrativeId: NarrativeId,
  input: PreviewRulingInput,
): Promise<RulingPreview> {
  const narrative = await requireNarrative(db, reading, narrativeId)
  return input.kind === 'merge'
    ? previewMerge(db, reading, narrative, input.from)
    : previewSplit(db, reading, narrative, input)
}

async function previewMerge(
  db: Reader,
  reading: NarrativeReading,
  into: Row<'narrative'>,
  ids: readonly NarrativeId[],
): Promise<RulingPreview> {
  const from: Row<'narrative'>[] = []
  for (const id of new Set(ids)) from.push(await requireNarrative(db, reading, id))
  const fromIds = from.map(({ id }) => id)
  const refusals = from.map((each) => judgeMerge(each, into)).filter((verdict) => !verdict.ok)
  const cases = await db
    .selectFrom('caseFile')
    .innerJoin('caseNarrative', 'caseNarrative.caseId', 'caseFile.id')
    .select(['caseFile.reference', 'caseFile.title'])
    .distinct()
    .where('caseNarrative.narrativeId', 'in', fromIds)
    .where(visibleCase(reading.caseScope))
    .orderBy('caseFile.reference')
    .execute()
  const { alerts } = await db
    .selectFrom('alert')
    .select((eb) => eb.fn.countAll<number>().as('alerts'))
    .where('narrativeId', 'in', fromIds)
    .executeTakeFirstOrThrow()
  const publishers = await db
    .selectFrom('narrativePublisher')
    .innerJoin('publisher', 'publisher.id', 'narrativePublisher.publisherId')
    .select('publisher.name')
    .distinct()
    .where('narrativeId', 'in', fromIds)
    .where('itemCount', '>', 0)
    .orderBy('publisher.name')
    .execute()
  return {
    narratives: await narrativeRows(db, reading, [into, ...from]),
    items: from.reduce((sum, { itemCount }) => sum + itemCount, 0),
    copies: 0,
    left: into.itemCount,
    publishers: publishers.map(({ name }) => name),
    languages: [...new Set(from.flatMap(({ languages }) => languages))].toSorted(),
    cases,
    alerts,
    title: null,
    refusal: refusals[0] ? { code: refusals[0].code, message: refusals[0].message } : null,
  }
}

async function previewSplit(
  db: Reader,
  reading: NarrativeReading,
  source: Row<'narrative'>,
  { itemIds, into }: Extract<PreviewRulingInput, { kind: 'split' }>,
): Promise<RulingPreview> {
  const target = into ? await requireNarrative(db, reading, into) : null
  const leaving = await listLeaving(db, source.id, itemIds)
  const held = await countStanding(db, source.id)
  const named = new Set(itemIds)
  const ids = leaving.map(({ itemId }) => itemId)
  const { rows: publishers } = await sql<{ name: string }>`
    select distinct p.name from item i join publisher p on p.id = i.publisher_id where i.id = any(${ids}::uuid[]) order by 1`.execute(
    db,
  )
  return {
    narratives: await narrativeRows(db, reading, target ? [source, target] : [source]),
    items: leaving.length,
    copies: leaving.filter(({ itemId }) => !named.has(itemId)).length,
    left: Math.max(0, source.itemCount - leaving.length),
    publishers: publishers.map(({ name }) => name),
    languages: [...new Set(leaving.map(({ language }) => language))].toSorted(),
    cases: [],
    alerts: 0,
    title: target || leaving.length === 0 ? null : titleOfItems(leaving),
    refusal: await refuseSplit(db, source, target, leaving.length, held),
  }
}

async function refuseSplit(
  db: Reader,
  source: Row<'narrative'>,
  target: Row<'narrative'> | null,
  moved: number,
  held: number,
): Promise<Refusal> {
  const verdicts = [judgeSplit(source, target, moved, held), ...(target ? [judgeMove(source, target)] : [])]
  const refused = verdicts.find((verdict) => !verdict.ok)
  if (refused && !refused.ok) return { code: refused.code, message: refused.message }
  return (await isHeldTogether(db, source.id)) ? HELD_TOGETHER : null
}
