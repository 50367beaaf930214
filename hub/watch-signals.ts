/** Less than this apart, two signals are one Ctrl-C: the terminal sends it to us, and npm sends it on. */
const ONE_KEY_MS = 1000
/** Ctrl-C, a service manager, a closed terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Signals that end the hub. */
export type WatchedSignals = {
  isStopping(): boolean
  /** Settles at the first signal. */
  stopping: Promise<void>
  /** Takes the listeners away. */
  end(): void
}

/**
 * The first signal asks for a clean stop, also in the middle of a start. Another one more than a second later ends the
 * process at once, which loses nothing either: the database stops by itself.
 */
export function watchSignals(tell: (words: string) => void): WatchedSignals {
  const stopping = Promise.withResolvers<void>()
  let firstMs: number | undefined
  const onSignal = () => {
    const nowMs = performance.now()
    if (firstMs === undefined) {
      firstMs = nowMs
      tell('Stopping …')
      stopping.resolve()
    } else if (nowMs - firstMs > ONE_KEY_MS) process.exit(130)
  }
  // A listener alone keeps no process alive, and an unsettled promise would end it with a warning.
  const alive = setInterval(() => undefined, 2 ** 30)
  for (const signal of SIGNALS) process.on(signal, onSignal)
  return {
    isStopping: () => firstMs !== undefined,
    stopping: stopping.promise,
    end() {
      clearInterval(alive)
      for (const signal of SIGNALS) process.off(signal, onSignal)
    },
  }
}
