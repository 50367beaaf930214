import { describe, expect, test } from 'vitest'

import { unitIdSchema } from '../ids.ts'
import { buildLadder, nextEscalation, startClocks } from './escalation-ladder.ts'

const MINUTE_MS = 60_000
const unit = {
  id: unitIdSchema.parse('01890000-0000-7000-8000-000000000001'),
  zone: 'UTC',
  workingHours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
  holidays: [],
}
const coordination = { id: unitIdSchema.parse('01890000-0000-7000-8000-000000000002') }

describe('buildLadder', () => {
  test('the unit lead is told when the acknowledgement is missed, the coordinator after that', () => {
    expect(buildLadder('S1', unit, coordination)).toEqual([
      { level: 1, role: 'unit_lead', unitId: unit.id, afterMs: 15 * MINUTE_MS },
      { level: 2, role: 'coordinator', unitId: coordination.id, afterMs: 30 * MINUTE_MS },
    ])
    expect(buildLadder('S2', unit, coordination).map(({ afterMs }) => afterMs)).toEqual([
      60 * MINUTE_MS,
      120 * MINUTE_MS,
    ])
  })

  test('S3 counts the working hours of the unit', () => {
    expect(buildLadder('S3', unit, coordination).map(({ afterMs }) => afterMs / MINUTE_MS)).toEqual([240, 240 + 480])
  })

  test('S4 goes out in a digest and has no ladder', () => {
    expect(buildLadder('S4', unit, coordination)).toEqual([])
  })
})

describe('the clocks of a delivery', () => {
  const friday = new Date('2026-03-06T15:00:00Z')

  test.each([
    ['S1', '2026-03-06T15:15:00.000Z'],
    ['S2', '2026-03-06T16:00:00.000Z'],
    ['S3', '2026-03-09T11:00:00.000Z'],
  ] as const)('%s: acknowledgement and first escalation are due together', (severity, due) => {
    const clocks = startClocks({ severity, escalation: buildLadder(severity, unit, coordination) }, friday, unit)
    expect(clocks.acknowledgeDueAt?.toISOString()).toBe(due)
    expect(clocks.nextEscalationAt?.toISOString()).toBe(due)
  })

  test('S4 has no due time', () => {
    expect(startClocks({ severity: 'S4', escalation: [] }, friday, unit)).toEqual({
      acknowledgeDueAt: null,
      nextEscalationAt: null,
    })
  })

  test('the ladder is climbed one rung at a time and then is exhausted', () => {
    const escalation = buildLadder('S3', unit, coordination)
    const at = (escalationLevel: number) =>
      nextEscalation({ severity: 'S3', escalation, escalationLevel, sentAt: friday }, unit)
    expect(at(0)?.step.role).toBe('unit_lead')
    expect(at(1)).toMatchObject({ step: { role: 'coordinator', level: 2 }, at: new Date('2026-03-10T11:00:00Z') })
    expect(at(2)).toBeUndefined()
  })
})
