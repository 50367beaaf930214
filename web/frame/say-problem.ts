import { ApiProblem } from '../api-problem.ts'
import { t } from '../i18n/t.ts'

/** What happened, in one or two sentences. The hub's own refusals speak for themselves; the rest is said here. */
export function sayProblem(error: Error): string {
  if (!(error instanceof ApiProblem)) return t('frame.faultHere')
  if (error.problem.code === 'offline') return t('frame.faultOffline')
  if (error.problem.code === 'unreadable') return t('frame.faultUnreadable')
  if (error.status === 404) return t('frame.faultMissing')
  return error.problem.detail || t('frame.faultServer')
}
