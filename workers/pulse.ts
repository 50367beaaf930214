import type { StageLog } from './stage-deps.ts'

/**
 * A stage that the pulse drives: it runs every `everyMs`, and at once when woken or when it asked to run `again` because
 * there is more to do, but never beside itself.
 */
export type PulseStage = {
  name: string
  everyMs: number
  timeLimitMs: number
  run: (again: () => void) => Promise<unknown>
}

export type Pulse = {
  /** Runs the stage as soon as it is free. */
  wake(name: string): void
  /** Starts nothing more and waits for what runs. */
  stop(): Promise<void>
}

/**
 * Drives the stages that hold something in this process. Each has a rhythm of its own, so a slow one keeps no other waiting;
 * a fault is logged and the next beat tries again.
 */
export function startPulse(stages: readonly PulseStage[], log: StageLog): Pulse {
  const beats = new Map(stages.map((stage) => [stage.name, startBeat(stage, log)]))
  return {
    wake: (name) => beats.get(name)?.wake(),
    async stop() {
      await Promise.all([...beats.values()].map((beat) => beat.stop()))
    },
  }
}

/** After a fault a stage waits this many of its beats, so that a lost database is not asked every second. */
const FAULT_BEATS = 5

function startBeat(stage: PulseStage, log: StageLog): { wake(): void; stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let isWanted = false
  let isStopped = false

  async function beat(): Promise<void> {
    let waitMs = stage.everyMs
    const startedMs = performance.now()
    try {
      isWanted = false
      await stage.run(() => (isWanted = true))
    } catch (error) {
      waitMs = stage.everyMs * FAULT_BEATS
      log.error({ stage: stage.name, error }, 'A stage failed and is tried again')
    }
    const tookMs = performance.now() - startedMs
    if (tookMs > stage.timeLimitMs) log.warn({ stage: stage.name, tookMs }, 'A stage took longer than it should')
    running = undefined
    if (!isStopped) timer = setTimeout(start, isWanted && waitMs === stage.everyMs ? 0 : waitMs)
  }

  function start(): void {
    clearTimeout(timer)
    if (!isStopped) running ??= beat()
  }

  start()
  return {
    wake() {
      isWanted = true
      start()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
