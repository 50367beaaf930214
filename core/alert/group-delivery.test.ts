import { expect, test } from 'vitest'

import type { Severity } from '../resist/assessment.ts'
import { groupDelivery, type StandingDelivery } from './group-delivery.ts'

const NOW = new Date('2026-11-22T09:00:00Z')
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)
const standing = (state: StandingDelivery['state'], severity: Severity, acknowledgedAt: Date | null = null) => ({
  state,
  severity,
  acknowledgedAt,
})

test.each<[string, StandingDelivery | undefined, Severity, string]>([
  ['the first alert is delivered', undefined, 'S3', 'anew'],
  ['growth of what waits updates the card', standing('sent', 'S3'), 'S3', 'update'],
  ['a lower severity updates it too', standing('escalated', 'S2'), 'S3', 'update'],
  ['a rise supersedes what waits', standing('sent', 'S3'), 'S2', 'supersede'],
  ['a rise takes a digest out of its hold', standing('held', 'S4'), 'S3', 'supersede'],
  ['growth after an acknowledgement tells nobody again', standing('acknowledged', 'S2', hoursAgo(2)), 'S2', 'update'],
  ['a rise after an acknowledgement is delivered', standing('acknowledged', 'S3', hoursAgo(2)), 'S2', 'anew'],
  ['an old acknowledgement covers nothing new', standing('acknowledged', 'S2', hoursAgo(25)), 'S2', 'anew'],
])('%s', (_case, before, severity, expected) => {
  expect(groupDelivery(before, severity, NOW)).toBe(expected)
})
