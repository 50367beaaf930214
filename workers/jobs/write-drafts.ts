import { chooseDraftItems } from '@hub/core/model/choose-draft-items.ts'
import { DRAFT_ANSWER_FORM } from '@hub/core/model/draft-answer.ts'
import { prepareItems, wordDraftPrompt } from '@hub/core/model/draft-prompt.ts'
import { judgeDraft } from '@hub/core/model/judge-draft.ts'
import type { ModelProblem } from '@hub/core/model/model-problem.ts'
import { readDraftAnswer } from '@hub/core/model/read-draft-answer.ts'
import { type ClaimedDraft, claimDraft, releaseDraft } from '@hub/db/draft/claim-draft.ts'
import { type DraftEnd, finishDraft } from '@hub/db/draft/finish-draft.ts'
import { listSendableItems } from '@hub/db/draft/list-sendable-items.ts'
import { byStage } from '@hub/db/stream/pipeline-actor.ts'

import type { ModelDesk } from '../model/model-desk.ts'
import { NOT_UNDERSTOOD } from '../model/say-model-fault.ts'
import type { StageDeps } from '../stage-deps.ts'

export type DraftDeps = StageDeps & { desk: ModelDesk; clock: () => Date }

/** Longer than two questions in a row may take: one of embeddings may be under way before this one. */
const CLAIM_MS = 240_000
/** A draft that ended its worker this often is not begun again. */
const MAX_ATTEMPTS = 3
const MAX_ANSWER_TOKENS = 900

/**
 * Writes the draft that waits longest; the next one has its turn at the next beat. Whatever the model answers, the only thing
 * that changes is the draft. While the server is left alone after a failure, drafts wait, for half a minute at most.
 */
export async function writeDrafts(deps: DraftDeps): Promise<{ written: number }> {
  const { db, world, desk, clock } = deps
  if (desk.signal.aborted || !desk.client.mayAsk('person')) return { written: 0 }
  const draft = await claimDraft(db, { world, now: clock(), claimForMs: CLAIM_MS })
  if (draft === undefined) return { written: 0 }
  const end = draft.attempts > MAX_ATTEMPTS ? GIVEN_UP : await askForDraft(deps, draft)
  // Cut off by shutdown: another worker, or the next start, begins it again.
  if (desk.signal.aborted) {
    await releaseDraft(db, draft)
    return { written: 0 }
  }
  const isMine = await finishDraft(db, byStage('write-drafts', world, clock()), draft, end)
  return { written: isMine ? 1 : 0 }
}

async function askForDraft({ db, world, desk, log }: DraftDeps, draft: ClaimedDraft): Promise<DraftEnd> {
  const { chatModel: model = '', labels } = desk
  const items = prepareItems(chooseDraftItems(await listSendableItems(db, world, draft.narrativeId, labels)))
  if (items.length === 0) return { ok: false, problem: NOTHING_TO_SEND }
  const question = { model, messages: wordDraftPrompt(items), schema: DRAFT_ANSWER_FORM, maxTokens: MAX_ANSWER_TOKENS }
  const answer = await desk.client.chat(question, desk.signal)
  if (!answer.ok) {
    log.warn({ draft: draft.id, problem: answer.problem }, 'The language model gave no draft')
    return { ok: false, problem: answer.problem }
  }
  const read = readDraftAnswer(answer.value)
  if (read === undefined) return { ok: false, problem: NOT_A_DRAFT }
  const judged = judgeDraft(read, items)
  if (judged.title === null && judged.sentences.length === 0) return { ok: false, problem: UNTRACEABLE }
  return { ok: true, model, itemIds: items.map(({ id }) => id), draft: judged }
}

const NOTHING_TO_SEND: ModelProblem = {
  code: 'nothing_to_send',
  message:
    'No item of this narrative may be sent to the model server: only collected items are, and only those labelled as the operator allows (HUB_MODEL_TLP).',
}
const NOT_A_DRAFT: ModelProblem = {
  ...NOT_UNDERSTOOD,
  message:
    'The language model answered, but not with a draft. Try again; if it stays so, ask the operator for another model.',
}
const UNTRACEABLE: ModelProblem = {
  code: 'untraceable',
  message:
    'Nothing the language model wrote could be traced to an item, so nothing is shown. Try again, or write it yourself.',
}
const GIVEN_UP: DraftEnd = {
  ok: false,
  problem: { code: 'given_up', message: 'The hub was stopped each time it wrote this draft. Tell its operator.' },
}
