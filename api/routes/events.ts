import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'

import { mayHear } from '@hub/core/access/live-audience.ts'

import type { ApiDeps } from '../api-deps.ts'
import type { LiveEvent } from '../live-changes.ts'
import { createRouter, signedIn } from '../router.ts'

const HEARTBEAT_MS = 20_000
/** Streams end now and then, so that an ended session or a changed role is noticed when the browser comes back. */
const STREAM_MS_MAX = 30 * 60_000
/** What waits for a browser that does not read; beyond it the browser fetches anew. */
const WAITING_MAX = 500

type Waiting = LiveEvent | 'resync' | 'heartbeat' | 'end'

/** Live changes as server-sent events: ids only, and only of what the reader may read. */
export function eventRoutes(deps: Pick<ApiDeps, 'liveChanges'>) {
  const route = createRoute({
    method: 'get',
    path: '/events',
    ...signedIn(),
    responses: {
      200: { description: 'A stream of changes.', content: { 'text/event-stream': { schema: z.string() } } },
    },
  })
  return createRouter().openapi(route, (c) => {
    const { actor, unitTree } = c.var
    const lastEventId = c.req.header('last-event-id')
    // A proxy that collects the answer would hold the changes back.
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async (stream) => {
      const waiting = startQueue(deps.liveChanges)
      stream.onAbort(() => waiting.push('end'))
      await stream.write(': connected\n\n')
      const missed = lastEventId === undefined ? [] : deps.liveChanges.since(lastEventId)
      if (missed === 'gap') waiting.push('resync')
      else for (const event of missed) waiting.push(event)
      for (let next = await waiting.take(); next !== 'end' && !stream.aborted; next = await waiting.take()) {
        if (next === 'heartbeat') await stream.write(': still here\n\n')
        else if (next === 'resync') await stream.writeSSE({ event: 'resync', data: '{}' })
        else if (next.notice.noun === 'user' && next.notice.id === actor.userId) break
        else if (mayHear(actor, next.notice, unitTree)) {
          const { noun, id, version } = next.notice
          await stream.writeSSE({ event: 'change', id: next.id, data: JSON.stringify({ noun, id, version }) })
        }
      }
      waiting.stop()
    })
  })
}

function startQueue(liveChanges: Pick<ApiDeps['liveChanges'], 'subscribe'>) {
  let queue: Waiting[] = []
  let wake: () => void = () => {}
  const push = (entry: Waiting): void => {
    if (queue.length >= WAITING_MAX) queue = ['resync']
    queue.push(entry)
    wake()
  }
  const unsubscribe = liveChanges.subscribe(push)
  const heartbeat = setInterval(() => push('heartbeat'), HEARTBEAT_MS)
  const end = setTimeout(() => push('end'), STREAM_MS_MAX)
  return {
    push,
    async take(): Promise<Waiting> {
      if (queue.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return queue.shift() ?? 'end'
    },
    stop() {
      unsubscribe()
      clearInterval(heartbeat)
      clearTimeout(end)
    },
  }
}
