import { z } from 'zod'

import { gatherNouns, PAGE_TIMERS } from './gather-nouns.ts'

const changeSchema = z.object({ noun: z.string() })

/** At most how often what is shown is fetched again: `gentle` is for long lists, which a busy wire changes all the time. */
const PACES_MS = { quick: 400, gentle: 2_000 } as const
export type Pace = keyof typeof PACES_MS
/** A short loss is nobody's business. */
const LOST_AFTER_MS = 4_000

type Listener = {
  onState: (state: 'live' | 'lost') => void
  onNouns: (nouns: ReadonlySet<string>, pace: Pace) => void
  onEverything: () => void
}

/**
 * Listens to the hub's server-sent events until the returned function is called. The browser reconnects by itself and
 * names the last event it saw; where the hub cannot resume it says `resync`, and everything is fetched again.
 */
export function listenToChanges(address: string, listener: Listener): () => void {
  const quick = gatherNouns(PACES_MS.quick, (nouns) => listener.onNouns(nouns, 'quick'), PAGE_TIMERS)
  const gentle = gatherNouns(PACES_MS.gentle, (nouns) => listener.onNouns(nouns, 'gentle'), PAGE_TIMERS)
  let losing: ReturnType<typeof setTimeout> | undefined
  let reopening: ReturnType<typeof setTimeout> | undefined
  let wasLost = false
  let stream: EventSource

  const open = () => {
    stream = new EventSource(address)
    stream.addEventListener('open', () => {
      clearTimeout(losing)
      losing = undefined
      listener.onState('live')
      if (wasLost) listener.onEverything()
      wasLost = false
    })
    stream.addEventListener('change', (event: MessageEvent<string>) => {
      const change = changeSchema.safeParse(readJson(event.data))
      if (!change.success) return
      quick.add(change.data.noun)
      gentle.add(change.data.noun)
    })
    stream.addEventListener('resync', () => listener.onEverything())
    stream.addEventListener('error', () => {
      losing ??= setTimeout(() => {
        wasLost = true
        listener.onState('lost')
      }, LOST_AFTER_MS)
      // A refused stream (a proxy's error page, a restart) is not tried again by the browser: we do it.
      if (stream.readyState === EventSource.CLOSED) reopening = setTimeout(open, 5_000)
    })
  }
  open()
  return () => {
    quick.stop()
    gentle.stop()
    for (const timer of [losing, reopening]) clearTimeout(timer)
    stream.close()
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
