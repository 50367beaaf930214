import { sql } from 'kysely'

import type { Scope } from '@hub/core/access/scope.ts'
import type { ItemId, TipId } from '@hub/core/ids.ts'
import type { TipQueue, TipState } from '@hub/core/tip/tip.ts'

import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'
import { isTipFormOpen } from './tip-setting.ts'

/** As many as a person reads at a sitting. */
const SHOWN_MAX = 200

type QueueRow = {
  id: TipId
  text: string
  url: string | null
  place: string | null
  language: string | null
  createdAt: Date
  rowVersion: number
  others: number
  otherTexts: string[]
}

/** Waiting tips, oldest first; those with the same link are one row. */
export async function listTips(db: Reader, scope: Scope): Promise<TipQueue> {
  const { rows } = await sql<QueueRow>`
    with waiting as (
      select t.*, row_number() over (partition by coalesce(url_key, id::text) order by created_at, id) as turn,
        count(*) over (partition by coalesce(url_key, id::text)) as size
      from tip t where world = ${scope.world} and state = 'waiting')
    select id, text, url, place, language, created_at, row_version, (size - 1)::int as others,
      coalesce((select json_agg(o.text order by o.created_at) from waiting o
        where w.url_key is not null and o.url_key = w.url_key and o.turn between 2 and 11 and o.text <> ''), '[]') as other_texts
    from waiting w where turn = 1 order by created_at, id limit ${SHOWN_MAX}`.execute(db)
  const { waiting } = await db
    .selectFrom('tip')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('world', '=', scope.world)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return {
    rows: rows.map(({ createdAt, ...row }) => ({ ...row, receivedAt: createdAt.toISOString() })),
    waiting: Number(waiting),
    isOpen: await isTipFormOpen(db),
  }
}

/** How a tip stands. Throws NotFound. */
export async function getTip(
  db: Reader,
  scope: Scope,
  id: TipId,
): Promise<{ id: TipId; state: TipState; itemId: ItemId | null }> {
  const tip = await db
    .selectFrom('tip')
    .select(['id', 'state', 'itemId'])
    .where('id', '=', id)
    .where('world', '=', scope.world)
    .executeTakeFirst()
  if (!tip) throw new NotFound('tip')
  return tip
}
