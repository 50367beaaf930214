import { TLP_LABELS, type Tlp } from '@hub/core/access/role.ts'

import { createModelClient, type ModelClient } from './model-client.ts'

/** What an operator set about the model server, as the workers need it. */
export type ModelChoice = {
  url: string
  key: string | undefined
  chatModel: string | undefined
  embeddingModel: string | undefined
  /** The strictest label of the item texts it is sent. */
  tlp: Tlp
}

/** Where a process asks the model server: what for, with which words, and until it is told to stop. */
export type ModelDesk = Pick<ModelChoice, 'chatModel' | 'embeddingModel'> & {
  client: ModelClient
  /** The labels of what may be sent. */
  labels: readonly Tlp[]
  signal: AbortSignal
  /** Ends the question under way. */
  close(): Promise<void>
}

/** The labels no stricter than one; never RED or AMBER+STRICT, whatever is asked for. */
function labelsUpTo(strictest: Tlp): Tlp[] {
  const from = Math.max(TLP_LABELS.indexOf(strictest), TLP_LABELS.indexOf('AMBER'))
  return TLP_LABELS.slice(from)
}

export function openModelDesk(
  choice: ModelChoice,
  options: { version: string; clock: () => Date; deadlineMs?: number },
): ModelDesk {
  const { url, key, chatModel, embeddingModel, tlp } = choice
  const { version, clock, deadlineMs } = options
  const ending = new AbortController()
  const client = createModelClient({
    server: { url, key },
    version,
    nowMs: () => clock().getTime(),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  })
  return {
    client,
    chatModel,
    embeddingModel,
    labels: labelsUpTo(tlp),
    signal: ending.signal,
    async close() {
      ending.abort()
      await client.close()
    },
  }
}
