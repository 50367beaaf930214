import type { Pipeline } from './open-pipeline.ts'

/** Matches until nothing is due: one run ends by the time it took. */
export async function matchAll(pipeline: Pipeline, now: Date): Promise<{ looks: number }> {
  let looks = 0
  for (;;) {
    const run = await pipeline.match(now)
    if (run.looks === 0) return { looks }
    looks += run.looks
  }
}
