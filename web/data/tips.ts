import { decidedTipSchema, tipFormSchema, type TipDeclineReason, tipQueueSchema } from '@hub/core/tip/tip.ts'
import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'

import { getJson, sendJson } from '../api.ts'

/** Tips of the public that wait for a decision. */
export const tipsQuery = queryOptions({
  queryKey: ['tips'],
  queryFn: ({ signal }) => getJson('/tips', tipQueueSchema, signal),
  meta: { nouns: ['tip'] },
})

/** Whether the public form is open. */
export const tipFormQuery = queryOptions({
  queryKey: ['tip-form'],
  queryFn: ({ signal }) => getJson('/tip-form', tipFormSchema, signal),
  meta: { nouns: ['tip'] },
})

export function switchTipForm(isOpen: boolean): Promise<{ isOpen: boolean }> {
  return sendJson('PUT', '/tip-form', { isOpen }, tipFormSchema)
}

type DecidedTip = z.infer<typeof decidedTipSchema>

export function acceptTip(id: string, input: { profileId: string; title?: string }): Promise<DecidedTip> {
  return sendJson('POST', `/tips/${id}/accept`, input, decidedTipSchema)
}

export function declineTip(id: string, reason: TipDeclineReason): Promise<DecidedTip> {
  return sendJson('POST', `/tips/${id}/decline`, { reason }, decidedTipSchema)
}

export function undoTip(id: string): Promise<DecidedTip> {
  return sendJson('POST', `/tips/${id}/undo`, {}, decidedTipSchema)
}
