import type { RunView } from '@hub/core/playbook/playbook-view.ts'

type Step = RunView['steps'][number]

export type RunProgress = {
  settled: number
  total: number
  /** The step to do next: the open one that is due first, else the first open one. */
  nextKey: string | null
  openTitles: string[]
}

/** How far a run of a playbook has come. Skipped and not applicable steps count as settled: somebody decided. */
export function runProgress(run: Pick<RunView, 'steps'>): RunProgress {
  const open = run.steps.filter(({ state }) => state === 'open')
  const next = open.toSorted((a, b) => dueMs(a) - dueMs(b))[0]
  return {
    settled: run.steps.length - open.length,
    total: run.steps.length,
    nextKey: next?.key ?? null,
    openTitles: open.map(({ step }) => step.title),
  }
}

function dueMs({ dueAt }: Step): number {
  return dueAt ? Date.parse(dueAt) : Number.MAX_SAFE_INTEGER
}
