import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

import type { LiveChanges } from './live-changes.ts'

export type Meters = { registry: Registry; requestMs: Histogram<'method' | 'route' | 'status'> }

/** The numbers of /metrics: this process, its requests by route pattern, and the streams it holds open. */
export function createMeters(
  liveChanges: Pick<LiveChanges, 'count'>,
  isCollectingStopped: () => Promise<boolean>,
): Meters {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requestMs = new Histogram({
    name: 'hub_request_duration_ms',
    help: 'Time to answer a request, in milliseconds.',
    labelNames: ['method', 'route', 'status'],
    buckets: [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10_000],
    registers: [registry],
  })
  new Gauge({
    name: 'hub_live_streams',
    help: 'Streams of live updates open now.',
    registers: [registry],
    collect() {
      this.set(liveChanges.count())
    },
  })
  new Gauge({
    name: 'hub_collecting_stopped',
    help: 'Whether no source at all could be fetched for a quarter of an hour although some should have been.',
    registers: [registry],
    async collect() {
      // Without an answer of the database there is no number; the others stay.
      this.set(await isCollectingStopped().then(Number, () => Number.NaN))
    },
  })
  return { registry, requestMs }
}
