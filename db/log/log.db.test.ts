import { type WriteLogEntry, writeLogEntrySchema } from '@hub/core/case/log-entry.ts'
import { scopeOf } from '@hub/core/access/scope.ts'
import { type CaseId, caseIdSchema } from '@hub/core/ids.ts'
import { verifyChain } from '@hub/core/record/log-chain.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildCase } from '../../tests/support/build-case.ts'
import { by, TEST_NOW } from '../../tests/support/build-people.ts'
import { auditOf, buildStage, type Stage } from '../../tests/support/build-stage.ts'
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts'
import { Forbidden, NotFound } from '../errors.ts'
import { newId, newRowId } from '../new-id.ts'
import { listEntries } from './log-views.ts'
import { verifyLog } from './verify-log.ts'
import { writeLogEntry } from './write-log-entry.ts'

let database: TestDatabase
let stage: Stage

beforeAll(async () => {
  database = await createTestDatabase()
  stage = await buildStage(database.db)
})
afterAll(() => database.close())

function note(text: string, given: Partial<WriteLogEntry> = {}): WriteLogEntry {
  return {
    content: { kind: 'note', text },
    eventAt: TEST_NOW.toISOString(),
    lateReason: null,
    idempotencyKey: newRowId(),
    ...given,
  }
}

function scopeForAuditor() {
  const scope = scopeOf(stage.auditor.actor, 'log.verify')
  if (!scope) throw new Error('The auditor may verify.')
  return scope
}

const entriesOf = (caseId: CaseId) =>
  database.db.selectFrom('logEntry').selectAll().where('caseId', '=', caseId).orderBy('seq').execute()

describe('writeLogEntry', () => {
  test('chains each entry to the one before; the chain verifies; the same key is the same entry', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const entry = note('Called the water company.')
    const first = await writeLogEntry(database.db, by(stage.comms.actor), id, entry)
    const again = await writeLogEntry(database.db, by(stage.comms.actor), id, entry)
    const second = await writeLogEntry(database.db, by(stage.lead.actor), id, note('They called back.'))
    expect(again.id).toBe(first.id)
    expect(second).toMatchObject({
      seq: first.seq + 1,
      previousHash: first.hash,
      authorName: 'Lou Lead',
      unitId: stage.health.id,
    })
    const verification = await verifyLog(database.db, scopeForAuditor(), id)
    expect(verification).toEqual({ ok: true, entries: second.seq, head: second.hash, faults: [] })
    const logged = (await auditOf(database.db, 'case', id)).filter(({ action }) => action === 'logged')
    expect(logged).toHaveLength(2)
  })

  test('a key used for something else is refused', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const entry = note('One thing')
    await writeLogEntry(database.db, by(stage.analyst.actor), id, entry)
    const other = writeLogEntry(database.db, by(stage.analyst.actor), id, {
      ...entry,
      content: { kind: 'note', text: 'Another' },
    })
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_used' })
  })

  test('a late entry needs its reason, and keeps both times', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const eventAt = new Date(TEST_NOW.getTime() - 6 * 60_000).toISOString()
    await expect(
      writeLogEntry(database.db, by(stage.analyst.actor), id, note('Late', { eventAt })),
    ).rejects.toMatchObject({ code: 'late_reason_missing' })
    const late = await writeLogEntry(
      database.db,
      by(stage.analyst.actor),
      id,
      note('Late', { eventAt, lateReason: 'On the phone' }),
    )
    expect(late).toMatchObject({ eventAt: new Date(eventAt), enteredAt: TEST_NOW, lateReason: 'On the phone' })
  })

  test('a correction points to the original, which stays as it was', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const original = await writeLogEntry(database.db, by(stage.analyst.actor), id, note('Five callers'))
    const correct = (correctsId = original.id) =>
      writeLogEntry(
        database.db,
        by(stage.lead.actor),
        id,
        note('', { content: { kind: 'correction', correctsId, text: 'Fifteen callers' } }),
      )
    const correction = await correct()
    const views = await listEntries(database.db, id)
    expect(views.find((view) => view.id === original.id)).toMatchObject({
      content: { text: 'Five callers' },
      correctedById: correction.id,
    })
    expect(views.find((view) => view.id === correction.id)).toMatchObject({
      correctsId: original.id,
      authorName: 'Lou Lead',
    })
    await expect(correct()).rejects.toMatchObject({ code: 'already_corrected' })
    const elsewhere = await buildCase(database.db, stage.analyst.actor)
    const foreign = await writeLogEntry(database.db, by(stage.analyst.actor), elsewhere.id, note('Elsewhere'))
    await expect(correct(foreign.id)).rejects.toMatchObject({ code: 'corrected_entry_missing' })
    const [system] = await entriesOf(id)
    await expect(correct(system?.id)).rejects.toMatchObject({ code: 'system_entry' })
  })

  test('refuses roles that only read, and hides cases of others', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    await expect(writeLogEntry(database.db, by(stage.auditor.actor), id, note('x'))).rejects.toBeInstanceOf(Forbidden)
    await expect(writeLogEntry(database.db, by(stage.administrator.actor), id, note('x'))).rejects.toBeInstanceOf(
      Forbidden,
    )
    await expect(writeLogEntry(database.db, by(stage.outsider.actor), id, note('x'))).rejects.toEqual(
      new NotFound('case'),
    )
    await expect(verifyLog(database.db, scopeForAuditor(), newId(caseIdSchema))).rejects.toBeInstanceOf(NotFound)
  })

  test('twenty writers at once make one unbroken chain', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        writeLogEntry(database.db, by(stage.analyst.actor), id, note(`Entry ${index}`)),
      ),
    )
    const verification = await verifyLog(database.db, scopeForAuditor(), id)
    expect(verification).toMatchObject({ ok: true, entries: 23 })
  })
})

describe('the record', () => {
  test.each(['app', 'owner'] as const)('the database refuses changes, to the %s role too', async (role) => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const db = role === 'app' ? database.db : database.ownerDb
    await expect(
      db.updateTable('logEntry').set({ authorName: 'Nobody' }).where('caseId', '=', id).execute(),
    ).rejects.toThrow(/insert-only|permission denied/)
    await expect(db.deleteFrom('logEntry').where('caseId', '=', id).execute()).rejects.toThrow(
      /insert-only|permission denied/,
    )
    await expect(sql`truncate log_entry cascade`.execute(db)).rejects.toThrow(/insert-only|permission denied/)
    await expect(
      db.updateTable('auditEvent').set({ action: 'nothing' }).where('objectId', '=', id).execute(),
    ).rejects.toThrow(/insert-only|permission denied/)
    await expect(db.deleteFrom('auditEvent').where('objectId', '=', id).execute()).rejects.toThrow(
      /insert-only|permission denied/,
    )
  })

  test('what a copy changes, reorders or leaves out is found', async () => {
    const { id } = await buildCase(database.db, stage.analyst.actor)
    const last = await writeLogEntry(database.db, by(stage.analyst.actor), id, note('The last word'))
    const copy = (await entriesOf(id)).map((row) => ({
      caseId: row.caseId,
      seq: row.seq,
      kind: row.kind,
      eventAt: row.eventAt.toISOString(),
      enteredAt: row.enteredAt.toISOString(),
      author: row.author,
      correctsId: row.correctsId,
      contentDigest: row.contentDigest,
      previousHash: row.previousHash,
      hash: row.hash,
      content: row.content as Record<string, unknown> | null,
    }))
    expect(verifyChain(copy, last.hash)).toEqual([])
    const change = (index: number, part: Partial<(typeof copy)[number]>) =>
      copy.map((entry, at) => (at === index ? { ...entry, ...part } : entry))
    expect(verifyChain(change(1, { content: { kind: 'system', text: 'Nothing happened' } }), last.hash)).toEqual([
      { seq: 2, fault: 'content_changed' },
    ])
    expect(verifyChain(change(2, { author: 'somebody else' }), last.hash)).toEqual([{ seq: 3, fault: 'link_changed' }])
    expect(verifyChain(copy.toSpliced(1, 1), last.hash)).toContainEqual({ seq: 2, fault: 'missing' })
    expect(verifyChain(copy.slice(0, -1), last.hash)).toEqual([{ seq: copy.length, fault: 'missing' }])
    // An erased entry leaves its digest, so the chain still holds.
    expect(verifyChain(change(1, { content: null }), last.hash)).toEqual([])
  })
})

describe('writeLogEntrySchema', () => {
  test('refuses text that the record cannot hold', () => {
    for (const text of ['a\u0000b', 'half \uD83D of a character', ' ']) {
      expect(writeLogEntrySchema.safeParse(note(text)).success).toBe(false)
    }
    expect(writeLogEntrySchema.safeParse(note('Water 🚰 is safe')).success).toBe(true)
  })
})
