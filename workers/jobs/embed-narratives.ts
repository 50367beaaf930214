import { chooseDraftItems } from '@hub/core/model/choose-draft-items.ts'
import { EMBEDDED_HEADLINES, embeddingText } from '@hub/core/model/embedding-text.ts'
import { normaliseVector } from '@hub/core/model/vector.ts'
import { listSendableItems } from '@hub/db/draft/list-sendable-items.ts'
import { listUnembedded, type UnembeddedNarrative } from '@hub/db/embedding/list-unembedded.ts'
import { type NewEmbedding, saveEmbeddings } from '@hub/db/embedding/save-embeddings.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { ModelDesk } from '../model/model-desk.ts'
import type { StageDeps } from '../stage-deps.ts'

export type EmbeddingDeps = StageDeps & { desk: ModelDesk; clock: () => Date }

/** Eight rows of the longest vectors, written out as text, still fit into one answer. */
const BATCH = 8
const BATCHES_A_RUN = 12
/** A slow server is left to a draft that waits, and asked again at the next beat. */
const RUN_LIMIT_MS = 60_000

/**
 * Gives vectors to narratives that want one, in batches; stops at the first that fails, and does nothing while the server is
 * left alone. Vectors serve suggestions only: no item is assigned and no narrative merged by them.
 */
export async function embedNarratives(deps: EmbeddingDeps): Promise<{ embedded: number }> {
  const { db, world, desk, clock } = deps
  const { embeddingModel: model, labels, client, signal } = desk
  let embedded = 0
  if (model === undefined) return { embedded }
  const untilMs = clock().getTime() + RUN_LIMIT_MS
  for (let batch = 0; batch < BATCHES_A_RUN && clock().getTime() < untilMs; batch += 1) {
    if (signal.aborted || !client.mayAsk('background')) break
    const narratives = await listUnembedded(db, { world, model, labels, now: clock(), limit: BATCH })
    if (narratives.length === 0) break
    const saved = await embedBatch(deps, model, narratives)
    if (saved === 0) break
    embedded += saved
  }
  return { embedded }
}

async function embedBatch(
  deps: EmbeddingDeps,
  model: string,
  narratives: readonly UnembeddedNarrative[],
): Promise<number> {
  const { db, world, desk, clock, log } = deps
  const texts: string[] = []
  for (const narrative of narratives) texts.push(await wordNarrative(deps, narrative))
  const answer = await desk.client.embed(model, texts, desk.signal)
  if (!answer.ok) {
    if (!desk.signal.aborted) log.warn({ problem: answer.problem }, 'The embedding model gave no vectors')
    return 0
  }
  const rows = narratives.map(({ id, itemCount }, at): NewEmbedding | undefined => {
    const vector = normaliseVector(answer.value[at] ?? [])
    return vector && { narrativeId: id, vector, itemCount }
  })
  const usable = rows.filter((row) => row !== undefined)
  if (usable.length < rows.length) {
    log.warn(
      { model, refused: rows.length - usable.length },
      'The embedding model answered with numbers that are no vectors',
    )
  }
  const result = await saveEmbeddings(db, byStage('embed-narratives', world, clock()), model, usable)
  if (result.ok) return result.saved
  log.warn(
    { model, dimensions: result.dimensions },
    'The embedding model answers with vectors of another size than before. If it was exchanged, set HUB_EMBEDDING_MODEL to a name of its own',
  )
  return 0
}

/** Where words may have been handed in, only the headlines of collected items stand for a narrative. */
async function wordNarrative({ db, world, desk }: EmbeddingDeps, narrative: UnembeddedNarrative): Promise<string> {
  const items = chooseDraftItems(await listSendableItems(db, world, narrative.id, desk.labels), EMBEDDED_HEADLINES)
  const headlines = items.map(({ title, text }) => (title === '' ? text : title))
  const { isHandedIn, title, terms } = narrative
  return embeddingText(isHandedIn ? { title: '', terms: [], headlines } : { title, terms, headlines })
}
