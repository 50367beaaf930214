import { describe, expect, test, vi } from 'vitest'

import { startPulse } from './pulse.ts'
import { SILENT_LOG } from './stage-deps.ts'

describe('startPulse', () => {
  test('runs each stage in its rhythm, never beside itself, and waking it during a run runs it again at once', async () => {
    vi.useFakeTimers()
    try {
      const ends: (() => void)[] = []
      const slow = vi.fn(() => new Promise<void>((end) => ends.push(end)))
      const quick = vi.fn(async () => {})
      const pulse = startPulse(
        [
          { name: 'slow', everyMs: 1_000, timeLimitMs: 60_000, run: slow },
          { name: 'quick', everyMs: 500, timeLimitMs: 60_000, run: quick },
        ],
        SILENT_LOG,
      )
      await vi.advanceTimersByTimeAsync(2_000)
      expect(slow).toHaveBeenCalledTimes(1)
      expect(quick).toHaveBeenCalledTimes(5)
      pulse.wake('slow')
      expect(slow).toHaveBeenCalledTimes(1)
      ends.shift()?.()
      await vi.advanceTimersByTimeAsync(0)
      expect(slow).toHaveBeenCalledTimes(2)
      const stopped = pulse.stop()
      ends.shift()?.()
      await stopped
      await vi.advanceTimersByTimeAsync(10_000)
      expect(slow).toHaveBeenCalledTimes(2)
    } finally {
      vi.useRealTimers()
    }
  })

  test('a stage that has more to do runs again at once, until it has not or the pulse stops', async () => {
    vi.useFakeTimers()
    try {
      let left = 3
      const run = vi.fn(async (again: () => void) => {
        left -= 1
        if (left > 0) again()
      })
      const pulse = startPulse([{ name: 'busy', everyMs: 1_000, timeLimitMs: 60_000, run }], SILENT_LOG)
      await vi.advanceTimersByTimeAsync(10)
      expect(run).toHaveBeenCalledTimes(3)
      await vi.advanceTimersByTimeAsync(1_000)
      expect(run).toHaveBeenCalledTimes(4)
      left = 100
      await vi.advanceTimersByTimeAsync(1_001)
      await pulse.stop()
      const runs = run.mock.calls.length
      await vi.advanceTimersByTimeAsync(1_000)
      expect(run).toHaveBeenCalledTimes(runs)
    } finally {
      vi.useRealTimers()
    }
  })

  test('a fault is logged, and the stage waits before it tries again', async () => {
    vi.useFakeTimers()
    try {
      const run = vi.fn(() => Promise.reject(new Error('database gone')))
      const error = vi.fn()
      const pulse = startPulse([{ name: 'broken', everyMs: 1_000, timeLimitMs: 60_000, run }], { ...SILENT_LOG, error })
      await vi.advanceTimersByTimeAsync(4_900)
      expect(run).toHaveBeenCalledTimes(1)
      await vi.advanceTimersByTimeAsync(200)
      expect(run).toHaveBeenCalledTimes(2)
      expect(error).toHaveBeenCalledTimes(2)
      await pulse.stop()
    } finally {
      vi.useRealTimers()
    }
  })
})
