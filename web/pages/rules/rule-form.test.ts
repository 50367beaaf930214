import { ruleViewSchema } from '@hub/core/signal/rule-view.ts'
import { describe, expect, test } from 'vitest'

import { formOf, judgeForm, toRehearse } from './rule-form.ts'

const stored = ruleViewSchema.parse({
  id: '0193a000-0000-7000-8000-000000000001',
  kind: 'growth',
  title: 'Growth',
  terms: [],
  exclusions: [],
  termReason: null,
  languages: ['es', 'fr'],
  minItems: 3,
  minPublishers: 3,
  minZ: 2.5,
  severity: null,
  enabled: true,
  changedBy: 'Carla',
  changedAt: '2026-11-22T06:00:00Z',
  raisedThisWeek: 4,
  rowVersion: 2,
})

describe('the form of a rule', () => {
  test('shows a rule as it stands, and gives it back as it was', () => {
    const verdict = judgeForm(formOf(stored))
    expect(verdict).toMatchObject({ ok: true, rule: { minZ: 2.5, severity: null, languages: ['es', 'fr'], terms: [] } })
  })
  test.each([
    { change: { title: 'x' }, faults: ['title'] },
    { change: { minPublishers: '1' }, faults: ['minPublishers'] },
    { change: { minItems: '' }, faults: ['minItems'] },
    { change: { minZ: 'many' }, faults: ['minZ'] },
    { change: { kind: 'keyword' as const }, faults: ['terms'] },
    { change: { languages: 'Spanish' }, faults: ['languages'] },
  ])('$change is at fault in $faults', ({ change, faults }) => {
    expect(judgeForm({ ...formOf(stored), ...change })).toEqual({ ok: false, faults })
  })
  test('a draft without a name is rehearsed, one without terms is not', () => {
    expect(toRehearse(formOf(null))).toBeNull()
    expect(toRehearse({ ...formOf(null), terms: 'boil water' })).toMatchObject({ terms: ['boil water'] })
  })
})
