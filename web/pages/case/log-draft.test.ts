import { describe, expect, test } from 'vitest'

import { emptyDraft, hasWords, isLate, judgeDraft } from './log-draft.ts'

const now = new Date('2026-11-20T10:00:00Z')
const draft = { ...emptyDraft('note', 'key-12345'), text: 'Called the water company.' }
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString()

describe('judgeDraft', () => {
  test('a note needs words and happens now', () => {
    expect(judgeDraft({ ...draft, text: '  ' }, now)).toEqual({ ok: false, faults: { text: 'needed' } })
    const verdict = judgeDraft(draft, now)
    expect(verdict.ok && verdict.entry).toEqual({
      content: { kind: 'note', text: 'Called the water company.' },
      eventAt: now.toISOString(),
      lateReason: null,
      idempotencyKey: 'key-12345',
    })
  })

  test('what happened more than five minutes ago is asked why it comes late', () => {
    const late = { ...draft, happenedAt: minutesAgo(6) }
    expect(isLate({ ...draft, happenedAt: minutesAgo(4) }, now)).toBe(false)
    expect(judgeDraft(late, now)).toEqual({ ok: false, faults: { lateReason: 'needed' } })
    const verdict = judgeDraft({ ...late, lateReason: 'No signal on site' }, now)
    expect(verdict.ok && verdict.entry.lateReason).toBe('No signal on site')
  })

  test('the future is not logged', () => {
    expect(judgeDraft({ ...draft, happenedAt: minutesAgo(-10) }, now)).toEqual({
      ok: false,
      faults: { happenedAt: 'in_future' },
    })
  })

  test('a decision needs its reason; its other headings may stay empty', () => {
    const decision = { ...draft, kind: 'decision' as const }
    expect(judgeDraft(decision, now)).toEqual({ ok: false, faults: { rationale: 'needed' } })
    const verdict = judgeDraft({ ...decision, rationale: 'Little reach so far.', reviewOn: '2026-11-22' }, now)
    expect(verdict.ok && verdict.entry.content).toMatchObject({
      kind: 'decision',
      risk: '',
      reviewAt: '2026-11-22T12:00:00.000Z',
    })
  })

  test('a response needs its option, and its link must be one', () => {
    const response = { ...draft, kind: 'response' as const }
    expect(judgeDraft(response, now)).toEqual({ ok: false, faults: { option: 'needed' } })
    expect(judgeDraft({ ...response, option: 'debunk', url: 'no address' }, now)).toEqual({
      ok: false,
      faults: { url: 'not_an_address' },
    })
    const verdict = judgeDraft({ ...response, option: 'no_response' }, now)
    expect(verdict.ok && verdict.entry.content).toMatchObject({ kind: 'response', option: 'no_response', url: null })
  })

  test('fields of another kind are kept in the draft but never sent', () => {
    const verdict = judgeDraft({ ...draft, rationale: 'typed under decision' }, now)
    expect(verdict.ok && verdict.entry.content).toEqual({ kind: 'note', text: 'Called the water company.' })
    expect(hasWords({ ...emptyDraft('note', 'k'), risk: 'x' })).toBe(true)
    expect(hasWords(emptyDraft('decision', 'k'))).toBe(false)
  })
})
