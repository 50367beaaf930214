import { RESIST_STAGES } from './playbook.ts'
import type { PlaybookContent, PlaybookStep, ResistStage } from './playbook.ts'

export const STEP_ORIGINS = ['own', 'inherited'] as const
export type StepOrigin = (typeof STEP_ORIGINS)[number]

/** A step as a run shows it. `position` counts from 1; an inherited step's key carries the prefix `base-`. */
export type MergedStep = { position: number; origin: StepOrigin; step: PlaybookStep }
export type MergedAdvice = { text: string; origin: StepOrigin }
export type MergedPlaybook = { steps: MergedStep[]; dos: MergedAdvice[]; donts: MergedAdvice[] }

/** The first word of every inherited key; no playbook's own step may begin with it. */
export const INHERITED_KEY_PREFIX = 'base-'

/** A playbook without any clock inside its first day is planned work, not an incident. */
const INCIDENT_MINUTES = 24 * 60

/**
 * The ordered checklist a run gets: the playbook's own steps with the base steps around them, and both sets of advice.
 *
 * The RESIST stage decides the order. Inside one stage the base's first step leads, its very last one closes, and
 * between them the earlier clock goes first; neither list's own order inside a stage is ever turned round. An own step
 * with the same key as a base step replaces it: base steps before it stay before, those after it stay after.
 *
 * Inherited clocks are made for incidents: a planned playbook drops them, and so does a step that would fall due
 * before an own step ahead of it in its stage, or before one that replaced a base step. Without a base, or when the
 * playbook inherits nothing, its own steps and advice stand alone.
 */
export function mergeInheritedSteps(own: PlaybookContent, base: PlaybookContent | undefined): MergedPlaybook {
  const inherited = own.inherits === null ? undefined : base
  return {
    steps: mergeSteps(own.steps, inherited?.steps ?? []),
    dos: mergeAdvice(own.dos, inherited?.dos ?? []),
    donts: mergeAdvice(own.donts, inherited?.donts ?? []),
  }
}

type InheritedStep = { step: PlaybookStep; rank: number; isLead: boolean; isClosing: boolean }
type OwnStep = { step: PlaybookStep; clock: number | null; replacedRank: number; nextReplacedRank: number }

function mergeSteps(ownSteps: readonly PlaybookStep[], baseSteps: readonly PlaybookStep[]): MergedStep[] {
  const base = byStage(baseSteps)
  const own = withReplacedRanks(byStage(ownSteps), base)
  const ownKeys = new Set(ownSteps.map(({ key }) => key))
  const isPlanned = !ownSteps.some(
    ({ dueAfterMinutes }) => dueAfterMinutes !== null && dueAfterMinutes <= INCIDENT_MINUTES,
  )
  const inherited = base
    .map((step, rank): InheritedStep => ({
      step,
      rank,
      isLead: base[rank - 1]?.stage !== step.stage,
      isClosing: rank === base.length - 1,
    }))
    .filter(({ step }) => !ownKeys.has(step.key))

  const merged: MergedStep[] = []
  const ahead: OwnStep[] = []
  let placed = 0
  const placeInheritedWhile = (isNext: (candidate: InheritedStep) => boolean) => {
    for (let next = inherited[placed]; next && isNext(next); next = inherited[placed]) {
      const step = asInherited(next.step, isPlanned, ahead)
      merged.push({ position: merged.length + 1, origin: 'inherited', step })
      placed += 1
    }
  }
  for (const next of own) {
    placeInheritedWhile((candidate) => goesBefore(candidate, next))
    merged.push({ position: merged.length + 1, origin: 'own', step: next.step })
    ahead.push(next)
  }
  placeInheritedWhile(() => true)
  return merged
}

function goesBefore(base: InheritedStep, own: OwnStep): boolean {
  if (base.rank > own.nextReplacedRank) return false
  if (base.rank < own.replacedRank && own.replacedRank !== Infinity) return true
  const stages = stageIndex(base.step.stage) - stageIndex(own.step.stage)
  if (stages !== 0) return stages < 0
  if (base.isClosing) return false
  if (base.isLead || own.clock === null || base.step.dueAfterMinutes === null) return true
  return base.step.dueAfterMinutes <= own.clock
}

function asInherited(step: PlaybookStep, isPlanned: boolean, ahead: readonly OwnStep[]): PlaybookStep {
  const binding = ahead.filter((own) => own.step.stage === step.stage || own.replacedRank !== Infinity)
  const isTooEarly = binding.some(({ clock }) => (step.dueAfterMinutes ?? 0) < (clock ?? 0))
  return {
    ...step,
    key: `${INHERITED_KEY_PREFIX}${step.key}`,
    dueAfterMinutes: isPlanned || isTooEarly ? null : step.dueAfterMinutes,
  }
}

/** Marks each own step with the rank of the base step it replaces, and the lowest such rank from there on; else Infinity. */
function withReplacedRanks(own: readonly PlaybookStep[], base: readonly PlaybookStep[]): OwnStep[] {
  const rankByKey = new Map(base.map(({ key }, rank) => [key, rank]))
  const ranks = own.map(({ key }) => rankByKey.get(key) ?? Infinity)
  return withStageClocks(own).map(({ step, clock }, index) => ({
    step,
    clock,
    replacedRank: ranks[index] ?? Infinity,
    nextReplacedRank: Math.min(...ranks.slice(index)),
  }))
}

/** Gives each step the latest clock seen so far in its stage, so that a step without one stays behind its neighbours. */
function withStageClocks(steps: readonly PlaybookStep[]): { step: PlaybookStep; clock: number | null }[] {
  let latest: { stage: ResistStage; minutes: number | null } | undefined
  return steps.map((step) => {
    const before = latest?.stage === step.stage ? latest.minutes : null
    const minutes = step.dueAfterMinutes === null ? before : Math.max(before ?? 0, step.dueAfterMinutes)
    latest = { stage: step.stage, minutes }
    return { step, clock: minutes }
  })
}

function byStage(steps: readonly PlaybookStep[]): PlaybookStep[] {
  return steps.toSorted((left, right) => stageIndex(left.stage) - stageIndex(right.stage))
}

function stageIndex(stage: ResistStage): number {
  return RESIST_STAGES.indexOf(stage)
}

function mergeAdvice(own: readonly string[], inherited: readonly string[]): MergedAdvice[] {
  const advice = [
    ...own.map((text): MergedAdvice => ({ text, origin: 'own' })),
    ...inherited.map((text): MergedAdvice => ({ text, origin: 'inherited' })),
  ]
  const seen = new Set<string>()
  return advice.filter(({ text }) => {
    const sameAs = text.trim().toLowerCase()
    if (seen.has(sameAs)) return false
    seen.add(sameAs)
    return true
  })
}
