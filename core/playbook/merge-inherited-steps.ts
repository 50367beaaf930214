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
 * The RESIST stage decides the order. Inside one stage the base's first step leads, then the earlier clock goes first;
 * neither list's own order inside a stage is ever turned round. An own step with the same key as a base step replaces
 * it, in its place. In a planned playbook the inherited steps lose their clocks, which are made for incidents. Without
 * a base, or when the playbook inherits nothing, its own steps and advice stand alone.
 */
export function mergeInheritedSteps(own: PlaybookContent, base: PlaybookContent | undefined): MergedPlaybook {
  const inherited = own.inherits === null ? undefined : base
  return {
    steps: mergeSteps(own.steps, inherited?.steps ?? []),
    dos: mergeAdvice(own.dos, inherited?.dos ?? []),
    donts: mergeAdvice(own.donts, inherited?.donts ?? []),
  }
}

type PendingStep = { step: PlaybookStep; rank: number; isLead: boolean }

function mergeSteps(ownSteps: readonly PlaybookStep[], baseSteps: readonly PlaybookStep[]): MergedStep[] {
  const ownKeys = new Set(ownSteps.map(({ key }) => key))
  const baseRanks = new Map(byStage(baseSteps).map(({ key }, rank) => [key, rank]))
  const pending = byStage(baseSteps)
    .map((step, rank, all): PendingStep => ({ step, rank, isLead: all[rank - 1]?.stage !== step.stage }))
    .filter(({ step }) => !ownKeys.has(step.key))
  const keepsClocks = ownSteps.some(({ dueAfterMinutes }) => dueAfterMinutes !== null && dueAfterMinutes <= INCIDENT_MINUTES)

  const merged: MergedStep[] = []
  const place = (origin: StepOrigin, step: PlaybookStep) => merged.push({ position: merged.length + 1, origin, step })
  const placeInherited = ({ step }: PendingStep) =>
    place('inherited', {
      ...step,
      key: `${INHERITED_KEY_PREFIX}${step.key}`,
      dueAfterMinutes: keepsClocks ? step.dueAfterMinutes : null,
    })

  for (const { step, clock } of withStageClocks(byStage(ownSteps))) {
    const replacedRank = baseRanks.get(step.key)
    while (pending[0] && goesBefore(pending[0], { step, clock, replacedRank })) placeInherited(pending.shift()!)
    place('own', step)
  }
  pending.forEach(placeInherited)
  return merged
}

type PlacedOwnStep = { step: PlaybookStep; clock: number | null; replacedRank: number | undefined }

function goesBefore(base: PendingStep, own: PlacedOwnStep): boolean {
  if (own.replacedRank !== undefined) return base.rank < own.replacedRank
  const stages = stageIndex(base.step.stage) - stageIndex(own.step.stage)
  if (stages !== 0) return stages < 0
  if (base.isLead || own.clock === null || base.step.dueAfterMinutes === null) return true
  return base.step.dueAfterMinutes <= own.clock
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
