import { expect, test } from 'vitest'

import { byEventTime, initialsOf } from './log-order.ts'
import { runProgress } from './run-progress.ts'
import { taskingChoices } from './tasking-choices.ts'

type RunSteps = Parameters<typeof runProgress>[0]['steps']
const content = {
  key: 'a',
  stage: 'R',
  role: 'analyst',
  title: 'Archive',
  action: 'Archive the items.',
  dueAfterMinutes: null,
  artefact: null,
  checklist: [],
} as const
const about = { reason: null, changedBy: null, changedAt: null, rowVersion: 1, origin: 'own' } as const

function step(key: string, state: RunSteps[number]['state'], dueAt: string | null): RunSteps[number] {
  return { ...about, key, state, dueAt, step: { ...content, key, title: `Step ${key}`, checklist: [] } }
}

test('skipped and not applicable steps count; the next step is the one due first', () => {
  const steps = [
    step('a', 'done', null),
    step('b', 'open', null),
    step('c', 'open', '2026-11-20T12:00:00Z'),
    step('d', 'skipped', null),
    step('e', 'not_applicable', null),
  ]
  expect(runProgress({ steps })).toEqual({ settled: 3, total: 5, nextKey: 'c', openTitles: ['Step b', 'Step c'] })
})

test('a finished run has no next step', () => {
  expect(runProgress({ steps: [step('a', 'done', null)] }).nextKey).toBeNull()
})

test('a unit answers, a coordinator withdraws', () => {
  const seenByUnit = taskingChoices('offered', { mayAnswer: true, mayCoordinate: false })
  expect(seenByUnit.map(({ to, isOurs }) => [to, isOurs])).toEqual([
    ['accepted', true],
    ['declined', true],
    ['withdrawn', false],
  ])
  expect(taskingChoices('declined', { mayAnswer: true, mayCoordinate: true })).toEqual([])
})

test('initials take the first letters of a name', () => {
  expect(initialsOf('Ana María Ruiz')).toBe('AMR')
  expect(initialsOf('duty.officer@hub.example')).toBe('DOH')
  expect(initialsOf('')).toBe('')
})

test('the log reads by when things happened, not by when they were written', () => {
  const entry = (seq: number, eventAt: string) => ({ seq, eventAt })
  const ordered = byEventTime([
    entry(1, '2026-11-20T10:00:00Z'),
    entry(2, '2026-11-20T09:00:00Z'),
    entry(3, '2026-11-20T10:00:00Z'),
  ])
  expect(ordered.map(({ seq }) => seq)).toEqual([3, 1, 2])
})
