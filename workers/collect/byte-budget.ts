/** What one document has taken out of a budget. */
export type ByteShare = {
  /** Takes more; resolves once it may be held. Rejects with the signal's reason when that ends the wait. */
  take(bytes: number, signal: AbortSignal): Promise<void>
  /** Gives back everything taken. Safe to call twice. */
  close(): void
}

/** The memory that documents under way hold together. */
export type ByteBudget = { open(): ByteShare; heldBytes(): number }

type Holder = { bytes: number; wanted: number; proceed: (() => void) | undefined }

/**
 * Lets documents hold `limitBytes` together. Whoever would exceed that waits, and so does its site, until others give theirs
 * back; but the one that began first always goes on, so that documents never wait for each other in a circle. At most the
 * limit and one document are held.
 */
export function createByteBudget(limitBytes: number): ByteBudget {
  /** In the order in which they began to take. */
  const holders = new Set<Holder>()
  let heldBytes = 0

  function mayTake(holder: Holder, bytes: number): boolean {
    const [first] = holders
    return holder === first || heldBytes + bytes <= limitBytes
  }

  function hold(holder: Holder, bytes: number): void {
    holder.bytes += bytes
    heldBytes += bytes
  }

  function wake(): void {
    for (const holder of holders) {
      if (holder.proceed === undefined || !mayTake(holder, holder.wanted)) continue
      hold(holder, holder.wanted)
      const { proceed } = holder
      holder.proceed = undefined
      proceed()
    }
  }

  return {
    heldBytes: () => heldBytes,
    open() {
      const holder: Holder = { bytes: 0, wanted: 0, proceed: undefined }
      return {
        async take(bytes, signal) {
          signal.throwIfAborted()
          holders.add(holder)
          if (mayTake(holder, bytes)) return hold(holder, bytes)
          holder.wanted = bytes
          await new Promise<void>((resolve, reject) => {
            const giveUp = () => {
              holder.proceed = undefined
              reject(signal.reason)
            }
            signal.addEventListener('abort', giveUp, { once: true })
            holder.proceed = () => {
              signal.removeEventListener('abort', giveUp)
              resolve()
            }
          })
        },
        close() {
          holders.delete(holder)
          heldBytes -= holder.bytes
          holder.bytes = 0
          wake()
        },
      }
    },
  }
}
