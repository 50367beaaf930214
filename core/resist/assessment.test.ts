import { describe, expect, test } from 'vitest'

import { suggestPriority } from './assessment.ts'

describe('suggestPriority', () => {
  test.each([
    ['headline_story', [], 'high', 'high'],
    ['headline_story', [], 'medium', 'medium'],
    ['minor_story', ['reputation'], 'high', 'high'],
    ['trending', ['staff_safety'], 'high', 'high'],
    ['trending', ['staff_safety'], 'low', 'medium'],
    ['filter_bubble', ['vulnerable_audiences'], 'high', 'medium'],
    ['trending', [], 'low', 'medium'],
    ['little_interest', ['service_delivery'], 'low', 'medium'],
    ['filter_bubble', ['climate_of_debate'], 'high', 'low'],
    ['little_interest', [], 'high', 'low'],
  ] as const)('%s, harm to %j, %s confidence: %s', (reach, impacts, confidence, priority) => {
    expect(suggestPriority({ reach, impacts: [...impacts], confidence })).toBe(priority)
  })
})
