import { describe, expect, test } from 'vitest'

import { profileStanding, proposeProfileSchema } from './profile-view.ts'

const words = 'Long enough to say why this is needed.'
const profile = {
  title: 'Water',
  purpose: words,
  legalBasis: words,
  necessity: words,
  proportionality: words,
  endsAt: '2027-01-01T00:00:00Z',
}

describe('a proposed watch profile', () => {
  test('may leave out terms, languages and feeds', () => {
    expect(proposeProfileSchema.parse(profile)).toMatchObject({ terms: [], exclusions: [], languages: [], sources: [] })
  })

  test('refuses each term that points at a person, at its place', () => {
    const { error } = proposeProfileSchema.safeParse({
      ...profile,
      terms: ['water', '@someone', 'Jane Doe', 'jane@example.org'],
    })
    expect(error?.issues.map(({ path }) => path)).toEqual([
      ['terms', 1],
      ['terms', 3],
    ])
  })

  test('stands in force from its start until its end, and only once approved', () => {
    const at = (hour: number) => new Date(`2026-11-22T0${hour}:00:00Z`)
    const standing = (state: 'proposed' | 'approved' | 'withdrawn', now: Date) =>
      profileStanding({ state, startsAt: at(2), endsAt: at(4) }, now)
    expect([1, 2, 3, 4].map((hour) => standing('approved', at(hour)))).toEqual([
      'not_started',
      'in_force',
      'in_force',
      'expired',
    ])
    expect(standing('proposed', at(3))).toBe('proposed')
    expect(standing('withdrawn', at(3))).toBe('withdrawn')
  })
})
