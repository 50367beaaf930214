/**
 * A body that reads on only as its reader takes it. `onCancel` hears of a reader who went away, so that what still runs can
 * be stopped; `onEnd` follows in every case. A fault breaks the body off: a cut download must not look like a whole one.
 */
export function streamLines(
  head: string,
  lines: AsyncGenerator<string>,
  { onCancel, onEnd }: { onCancel: () => void; onEnd: () => void },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let isFirst = true
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { value, done } = await lines.next()
          if (done) {
            controller.close()
            onEnd()
            return
          }
          controller.enqueue(encoder.encode(isFirst ? head + value : value))
          isFirst = false
        } catch (error) {
          onEnd()
          controller.error(error)
        }
      },
      async cancel() {
        onCancel()
        // The generator was stopped in the midst of its work: what it throws has been said by the cancelling.
        await lines.return(undefined).catch(() => undefined)
        onEnd()
      },
    },
    { highWaterMark: 0 },
  )
}
