import { z } from 'zod'

const changeSchema = z.object({ noun: z.string() })

/** Changes arrive in bursts; the page fetches once for each. */
const GATHER_MS = 400
/** A short loss is nobody's business. */
const LOST_AFTER_MS = 4_000

type Listener = {
  onState: (state: 'live' | 'lost') => void
  onNouns: (nouns: ReadonlySet<string>) => void
  onEverything: () => void
}

/**
 * Listens to the hub's server-sent events until the returned function is called. The browser reconnects by itself and
 * names the last event it saw; where the hub cannot resume it says `resync`, and everything is fetched again.
 */
export function listenToChanges(address: string, listener: Listener): () => void {
  const nouns = new Set<string>()
  let gathering: ReturnType<typeof setTimeout> | undefined
  let losing: ReturnType<typeof setTimeout> | undefined
  let reopening: ReturnType<typeof setTimeout> | undefined
  let wasLost = false
  let stream: EventSource

  const flush = () => {
    gathering = undefined
    listener.onNouns(new Set(nouns))
    nouns.clear()
  }
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
      nouns.add(change.data.noun)
      gathering ??= setTimeout(flush, GATHER_MS)
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
    for (const timer of [gathering, losing, reopening]) clearTimeout(timer)
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
