import { HEALTH_ACTIONS, HEALTH_CODES } from '@hub/core/source/health.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'

import { t } from '../../i18n/t.ts'

/** What happened to a source, in the reader's language; the hub's own sentence where the code is not known here. */
export function sayHappened({ state, health }: SourceView): string {
  if (state === 'proposed') return t('sources.happened.proposed')
  const code = HEALTH_CODES.find((each) => each === health.code)
  return code ? t(`sources.happened.${code}`) : health.happened
}

/** What a person can do about it, or null when nothing. */
export function sayTodo({ state, health }: SourceView): string | null {
  if (state === 'proposed') return t('sources.todo.approve')
  const action = HEALTH_ACTIONS.find((each) => each === health.params.action)
  if (action === undefined) return health.todo
  return action === 'none' ? null : t(`sources.todo.${action}`)
}

export type HealthTone = 'good' | 'bad' | 'waiting'

/** The colour of a source's dot; the words beside it say the same. */
export function healthTone({ state, health }: SourceView): HealthTone {
  if (state !== 'approved') return 'waiting'
  if (health.state === 'ok') return 'good'
  return health.state === 'new' || health.state === 'waiting_for_profile' || health.state === 'paused'
    ? 'waiting'
    : 'bad'
}
