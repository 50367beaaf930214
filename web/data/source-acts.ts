import { type ChangeReport, changeReportSchema, type ChangeSources } from '@hub/core/source/change-sources.ts'
import type { EditSource } from '@hub/core/source/source-input.ts'
import { type SourceView, sourceViewSchema } from '@hub/core/source/source-view.ts'

import { send, sendJson } from '../api.ts'

/** What a press on one source or many does at once; other acts ask something first. */
export const SOURCE_ACTS = ['approve', 'retry', 'pause', 'resume', 'retire'] as const
export type SourceAct = (typeof SOURCE_ACTS)[number]

type NewSource = { url: string; title?: string; profileId?: string; readsClaimReviews?: boolean }

export function addSource(input: NewSource): Promise<SourceView> {
  return sendJson('POST', '/sources', input, sourceViewSchema)
}

/** One act on one source; a retirement says why. */
export function actOnSource(id: string, act: SourceAct, reason?: string): Promise<void> {
  return send('POST', `/sources/${id}/${act}`, reason ? { reason } : {})
}

/** One change of many sources, named or all that match a filter. */
export function changeSources(request: ChangeSources): Promise<ChangeReport> {
  return sendJson('POST', '/sources/many', request, changeReportSchema)
}

/** Puts back what a change did, step by step. */
export async function undoChange(report: ChangeReport): Promise<void> {
  for (const step of report.undo) await changeSources(step)
}

export function editSource(id: string, changes: EditSource): Promise<void> {
  return send('PATCH', `/sources/${id}`, changes)
}
