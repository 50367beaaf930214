import type { CaseRow } from '@hub/core/case/case-view.ts'
import { caseRowSchema } from '@hub/core/case/case-view.ts'
import { describe, expect, test } from 'vitest'

import { arrangeColumns, arrangeLanes } from './arrange-board.ts'
import { filterCases, isInScope } from './filter-cases.ts'

const HEALTH = { id: '019a0000-0000-7000-8000-000000000001', name: 'Health ministry' }
const INTERIOR = { id: '019a0000-0000-7000-8000-000000000002', name: 'Interior ministry' }
let serial = 100

function row(over: Partial<Record<keyof CaseRow, unknown>> = {}): CaseRow {
  serial += 1
  return caseRowSchema.parse({
    id: `019a0000-0000-7000-8000-000000000${serial}`,
    reference: `C-2026-0${serial}`,
    title: 'Tap water unsafe after pipe repair',
    state: 'new',
    severity: 'S3',
    priority: null,
    opinionGate: null,
    leadUnit: null,
    supportUnits: [],
    openTaskings: 0,
    narrativeIds: [],
    hours: [],
    clock: null,
    openedAt: '2026-11-20T08:00:00Z',
    updatedAt: '2026-11-20T08:00:00Z',
    rowVersion: 1,
    ...over,
  })
}

describe('arrangeColumns', () => {
  test('stands the most urgent first, then what is due first, then what changed last', () => {
    const calm = row({ severity: 'S3', updatedAt: '2026-11-20T09:00:00Z' })
    const stale = row({ severity: 'S3', updatedAt: '2026-11-20T07:00:00Z' })
    const due = row({ severity: 'S3', clock: { kind: 'triage', dueAt: '2026-11-20T10:00:00Z' } })
    const urgent = row({ severity: 'S1' })
    expect(arrangeColumns([stale, calm, due, urgent]).new).toEqual([urgent, due, calm, stale])
  })

  test('has no place for dismissed and merged cases', () => {
    const columns = arrangeColumns([row({ state: 'dismissed' }), row({ state: 'merged' }), row({ state: 'closed' })])
    expect(Object.values(columns).flat()).toHaveLength(1)
  })
})

describe('arrangeLanes', () => {
  test('puts what no unit leads first, then units by name, and leaves empty lanes out', () => {
    const lanes = arrangeLanes([
      row({ leadUnit: INTERIOR }),
      row({ leadUnit: HEALTH }),
      row(),
      row({ leadUnit: HEALTH, state: 'active' }),
    ])
    expect(lanes.map(({ unit, count }) => [unit?.name ?? null, count])).toEqual([
      [null, 1],
      ['Health ministry', 2],
      ['Interior ministry', 1],
    ])
    expect(arrangeLanes([row({ leadUnit: HEALTH, state: 'dismissed' })])).toEqual([])
  })
})

describe('filterCases', () => {
  const any = { unitId: '', severity: '', isMine: false, q: '' }

  test('counts a unit that supports as having the case', () => {
    const rows = [row({ supportUnits: [HEALTH] }), row({ leadUnit: INTERIOR })]
    expect(filterCases(rows, { ...any, unitId: HEALTH.id }, [])).toEqual([rows[0]])
    expect(filterCases(rows, { ...any, isMine: true }, [INTERIOR.id])).toEqual([rows[1]])
  })

  test('finds every word in reference or title, in any case', () => {
    const rows = [row({ title: 'School closure rumour' }), row()]
    expect(filterCases(rows, { ...any, q: 'RUMOUR school' }, [])).toEqual([rows[0]])
    expect(filterCases(rows, { ...any, q: rows[1]?.reference ?? '' }, [])).toEqual([rows[1]])
    expect(filterCases(rows, { ...any, severity: 'S1' }, [])).toEqual([])
  })

  test('tells open, ended and dismissed cases apart', () => {
    expect(isInScope(row({ state: 'merged' }), 'ended')).toBe(true)
    expect(isInScope(row({ state: 'monitoring' }), 'open')).toBe(true)
    expect(isInScope(row({ state: 'dismissed' }), 'open')).toBe(false)
    expect(isInScope(row({ state: 'dismissed' }), 'all')).toBe(true)
  })
})
