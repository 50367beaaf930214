import type { ModelSettings } from '@hub/config/model-settings.ts'
import type { HealthCheck } from '@hub/db/health/list-health-checks.ts'
import { readModelList } from '@hub/workers/model/model-answers.ts'
import { createModelClient } from '@hub/workers/model/model-client.ts'
import { sayModelFault } from '@hub/workers/model/say-model-fault.ts'

const NAME = 'Language model'
const SHOWN_MODELS = 12

/** Whether the model server answers and knows the models that are named. Off is no fault: nothing depends on it. */
export async function checkModel(model: ModelSettings | undefined, version: string): Promise<HealthCheck> {
  if (model === undefined)
    return { name: NAME, ok: true, says: 'Off (HUB_MODEL_URL is not set). Nothing depends on it.' }
  const client = createModelClient({ server: model, version, nowMs: Date.now, deadlineMs: 15_000 })
  try {
    const outcome = await client.askModels()
    if (outcome.kind === 'failed' && outcome.status !== 404) {
      return { name: NAME, ok: false, says: sayModelFault(outcome).message }
    }
    const sends = `It is sent item texts labelled ${model.tlp} or freer.`
    const listed = outcome.kind === 'fetched' ? readModelList(outcome.body) : undefined
    if (listed === undefined) {
      return { name: NAME, ok: true, says: `${model.url} answers, but lists no models. ${sends}` }
    }
    const missing = [model.chatModel, model.embeddingModel].filter(
      (name) => name !== undefined && !listed.some((known) => known === name || known.startsWith(`${name}:`)),
    )
    if (missing.length === 0) return { name: NAME, ok: true, says: `${model.url} answers. ${sends}` }
    return {
      name: NAME,
      ok: false,
      says: `${model.url} answers, but does not list ${missing.join(' and ')}. It lists: ${listed.slice(0, SHOWN_MODELS).join(', ') || 'nothing'}. Correct HUB_CHAT_MODEL or HUB_EMBEDDING_MODEL, or load the model there.`,
    }
  } finally {
    await client.close()
  }
}
