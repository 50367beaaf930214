import { describe, expect, test } from 'vitest'

import { logEntryIdSchema } from '../ids.ts'
import { judgeLogEntry } from './judge-log-entry.ts'

const enteredAt = new Date('2026-11-23T12:00:00Z')
const note = { kind: 'note' as const, text: 'Called them' }
const correction = {
  kind: 'correction' as const,
  correctsId: logEntryIdSchema.parse('01890000-0000-7000-8000-000000000001'),
  text: 'Not so',
}

function codeOf(verdict: ReturnType<typeof judgeLogEntry>): string | undefined {
  return verdict.ok ? undefined : verdict.code
}

describe('judgeLogEntry', () => {
  test.each([
    ['now', '2026-11-23T12:00:00Z', null, undefined],
    ['five minutes ago', '2026-11-23T11:55:00Z', null, undefined],
    ['a second more', '2026-11-23T11:54:59Z', null, 'late_reason_missing'],
    ['late with blanks', '2026-11-23T11:00:00Z', '  ', 'late_reason_missing'],
    ['late with a reason', '2026-11-23T11:00:00Z', 'No network', undefined],
    ['a clock that runs ahead', '2026-11-23T12:01:59Z', null, undefined],
    ['the future', '2026-11-23T12:03:00Z', null, 'event_in_future'],
  ])('%s', (_name, eventAt, lateReason, code) => {
    expect(codeOf(judgeLogEntry({ content: note, eventAt, lateReason }, enteredAt, undefined))).toBe(code)
  })

  test.each([
    ['a note', { kind: 'note' as const, isCorrected: false }, undefined],
    ['a correction', { kind: 'correction' as const, isCorrected: false }, undefined],
    ['nothing', undefined, 'corrected_entry_missing'],
    ['what the hub recorded', { kind: 'system' as const, isCorrected: false }, 'system_entry'],
    ['what is corrected already', { kind: 'note' as const, isCorrected: true }, 'already_corrected'],
  ])('correcting %s', (_name, corrected, code) => {
    const entry = { content: correction, eventAt: enteredAt.toISOString(), lateReason: null }
    expect(codeOf(judgeLogEntry(entry, enteredAt, corrected))).toBe(code)
  })
})
