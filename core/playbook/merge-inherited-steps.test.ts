import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeInheritedSteps } from './merge-inherited-steps.ts'
import { RESIST_STAGES } from './playbook.ts'
import type { PlaybookContent, PlaybookStep, ResistStage } from './playbook.ts'

function step(key: string, stage: ResistStage, dueAfterMinutes: number | null = null): PlaybookStep {
  return {
    key,
    stage,
    role: 'analyst',
    title: `Title of ${key}`,
    action: `Do what ${key} says.`,
    dueAfterMinutes,
    artefact: null,
    checklist: [],
  }
}

function playbook(steps: PlaybookStep[], parts: Partial<PlaybookContent> = {}): PlaybookContent {
  return {
    title: 'A playbook',
    summary: 'What it is for.',
    whenToUse: ['When it fits.'],
    notWhen: ['When it does not.'],
    stages: ['R'],
    leadRole: 'Lead',
    supportRoles: [],
    inherits: 'base-response',
    steps,
    dos: [],
    donts: [],
    metrics: [],
    tags: [],
    disarmTechniques: [],
    sources: [],
    language: 'en',
    licence: 'CC BY 4.0',
    ...parts,
  }
}

const BASE = playbook(
  [
    step('archive', 'R', 15),
    step('fact', 'R', 60),
    step('assess', 'I', 60),
    step('choose', 'C', 60),
    step('write', 'C', 90),
    step('publish', 'C', 180),
    step('track', 'T', 240),
    step('close', 'T', 10_080),
  ],
  { inherits: null },
)

const keysOf = (own: PlaybookContent, base: PlaybookContent | undefined = BASE) =>
  mergeInheritedSteps(own, base).steps.map((merged) => merged.step.key)

describe('order', () => {
  test('the stage decides, and the base leads each stage', () => {
    const own = playbook([step('own-r', 'R', 10), step('own-s', 'S'), step('own-c', 'C', 30), step('own-t', 'T', 60)])
    expect(keysOf(own)).toEqual([
      'base-archive',
      'own-r',
      'base-fact',
      'own-s',
      'base-assess',
      'base-choose',
      'own-c',
      'base-write',
      'base-publish',
      'base-track',
      'own-t',
      'base-close',
    ])
  })

  test('inside a stage the earlier clock goes first, and a step without one stays behind its neighbour', () => {
    const own = playbook([step('early', 'C', 80), step('unclocked', 'C'), step('late', 'C', 300)])
    expect(keysOf(own).slice(3, 9)).toEqual(['base-choose', 'early', 'unclocked', 'base-write', 'base-publish', 'late'])
  })

  test('an own step with no clock at all follows the base steps of its stage', () => {
    const own = playbook([step('own-c', 'C')])
    expect(keysOf(own).slice(3, 7)).toEqual(['base-choose', 'base-write', 'base-publish', 'own-c'])
  })

  test('own steps written out of stage order are put right', () => {
    const own = playbook([step('last', 'T', 60), step('first', 'R', 5)])
    const keys = keysOf(own)
    expect(keys.indexOf('first')).toBeLessThan(keys.indexOf('last'))
  })

  test('the last base step closes the run, also after an own step with a later clock', () => {
    const { steps } = mergeInheritedSteps(playbook([step('own-r', 'R', 10), step('afterwards', 'T', 40_000)]), BASE)
    expect(steps.slice(-3).map((merged) => merged.step.key)).toEqual(['base-track', 'afterwards', 'base-close'])
    expect(steps.at(-1)?.step.dueAfterMinutes).toBeNull()
    expect(steps.at(-3)?.step.dueAfterMinutes).toBe(240)
  })

  test('positions count from one without a gap', () => {
    const { steps } = mergeInheritedSteps(playbook([step('own-c', 'C', 30)]), BASE)
    expect(steps.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})

describe('inheritance', () => {
  test('an own step with a base key replaces it in its place', () => {
    const own = playbook([step('drill', 'C', 20), step('publish', 'C', 30)])
    const { steps } = mergeInheritedSteps(own, BASE)
    const keys = steps.map((merged) => merged.step.key)
    expect(keys).not.toContain('base-publish')
    expect(keys.indexOf('publish')).toBe(keys.indexOf('base-write') + 1)
    expect(steps.find((merged) => merged.step.key === 'publish')?.origin).toBe('own')
  })

  test('base steps keep their side of a replaced one, whatever their clocks say', () => {
    const own = playbook([step('warn', 'C', 400), step('write', 'C', 20), step('follow', 'C', 500)])
    expect(keysOf(own)).toEqual([
      'base-archive',
      'base-fact',
      'base-assess',
      'base-choose',
      'warn',
      'write',
      'base-publish',
      'follow',
      'base-track',
      'base-close',
    ])
  })

  test('an inherited step loses a clock that would run out before a replaced or own step ahead of it', () => {
    const own = playbook([step('check', 'R', 30), step('write', 'C', 300)])
    const { steps } = mergeInheritedSteps(own, BASE)
    const dueOf = (key: string) => steps.find((merged) => merged.step.key === key)?.step.dueAfterMinutes
    expect(dueOf('base-publish')).toBeNull()
    expect(dueOf('base-choose')).toBe(60)
    expect(dueOf('base-track')).toBeNull()
    expect(dueOf('base-close')).toBe(10_080)
  })

  test('a planned playbook loses the inherited clocks and keeps its own', () => {
    const { steps } = mergeInheritedSteps(playbook([step('own-c', 'C', 2880)]), BASE)
    for (const {
      origin,
      step: { dueAfterMinutes },
    } of steps) {
      expect(dueAfterMinutes).toBe(origin === 'own' ? 2880 : null)
    }
  })

  test('an incident keeps the inherited clocks', () => {
    const { steps } = mergeInheritedSteps(playbook([step('own-c', 'C', 1440)]), BASE)
    expect(steps[0]).toEqual({
      position: 1,
      origin: 'inherited',
      step: { ...step('archive', 'R', 15), key: 'base-archive' },
    })
  })

  test('the base playbook itself, and one whose base is missing, stand alone', () => {
    expect(keysOf(BASE, BASE)).toEqual(BASE.steps.map(({ key }) => key))
    const own = playbook([step('only', 'C')])
    expect(mergeInheritedSteps(own, undefined).steps.map((merged) => merged.step.key)).toEqual(['only'])
  })

  test('own advice comes first, the origin is marked, and nothing is said twice', () => {
    const own = playbook([step('own-c', 'C')], {
      dos: ['Say what is unknown.', 'Own advice.'],
      donts: ['Own warning.'],
    })
    const base = { ...BASE, dos: ['say what is unknown. ', 'Base advice.'], donts: ['Base warning.'] }
    expect(mergeInheritedSteps(own, base)).toMatchObject({
      dos: [
        { text: 'Say what is unknown.', origin: 'own' },
        { text: 'Own advice.', origin: 'own' },
        { text: 'Base advice.', origin: 'inherited' },
      ],
      donts: [
        { text: 'Own warning.', origin: 'own' },
        { text: 'Base warning.', origin: 'inherited' },
      ],
    })
  })
})

describe('whatever the steps', () => {
  const anySteps = (prefix: string) =>
    fc
      .array(
        fc.record({ stage: fc.constantFrom(...RESIST_STAGES), due: fc.option(fc.integer({ min: 1, max: 20_000 })) }),
        {
          minLength: 1,
          maxLength: 14,
        },
      )
      .map((parts) => parts.map(({ stage, due }, index) => step(`${prefix}-${index}`, stage, due)))

  test('nothing is lost or doubled, stages never go back, and the inputs are left alone', () => {
    fc.assert(
      fc.property(anySteps('own'), anySteps('shared'), fc.nat({ max: 13 }), (ownOnly, baseSteps, replacedIndex) => {
        const replaced = baseSteps[replacedIndex]
        const ownSteps = replaced ? [...ownOnly, { ...replaced, title: 'Our own way of it' }] : ownOnly
        const before = JSON.stringify({ ownSteps, baseSteps })
        const { steps } = mergeInheritedSteps(playbook(ownSteps), playbook(baseSteps, { inherits: null }))
        expect(JSON.stringify({ ownSteps, baseSteps })).toBe(before)

        const keys = steps.map((merged) => merged.step.key)
        const inherited = baseSteps.filter(({ key }) => key !== replaced?.key).map(({ key }) => `base-${key}`)
        expect(keys.toSorted()).toEqual([...ownSteps.map(({ key }) => key), ...inherited].toSorted())
        const stages = steps.map((merged) => RESIST_STAGES.indexOf(merged.step.stage))
        expect(stages).toEqual(stages.toSorted((left, right) => left - right))
      }),
    )
  })
})
