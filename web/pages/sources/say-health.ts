import { HEALTH_ACTIONS, HEALTH_CODES } from '@hub/core/source/health.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'

import { formatDuration } from '../../i18n/duration.ts'
import { formatDay } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'

/** What happened to a source, in the reader's language; the hub's own sentence where the code is not known here. */
export function sayHappened({ health }: Pick<SourceView, 'health'>, nowMs: number): string {
  const code = HEALTH_CODES.find((each) => each === health.code)
  const { usualGapMs, since } = health.params
  if (code === 'gone_quiet') {
    if (typeof usualGapMs !== 'number' || typeof since !== 'string') return health.happened
    return t('sources.happened.gone_quiet', {
      usual: formatDuration(usualGapMs),
      silence: formatDuration(nowMs - Date.parse(since)),
    })
  }
  const { profile, endedAt } = health.params
  if (code === 'waiting_for_profile' && typeof profile === 'string' && typeof endedAt === 'string')
    return t('sources.happened.profile_ended', { profile, day: formatDay(endedAt) })
  return code ? t(`sources.happened.${code}`) : health.happened
}

/** What a person can do about it, or null when nothing. */
export function sayTodo({ health }: Pick<SourceView, 'health'>): string | null {
  const action = HEALTH_ACTIONS.find((each) => each === health.params['action'])
  if (action === undefined) return health.todo
  return action === 'none' ? null : t(`sources.todo.${action}`)
}

export type HealthTone = 'good' | 'bad' | 'quiet' | 'waiting'

/** The look of a source's dot; the words beside it say the same. */
export function healthTone({ health }: Pick<SourceView, 'health'>): HealthTone {
  switch (health.state) {
    case 'ok':
      return 'good'
    case 'quiet':
      return 'quiet'
    case 'failing':
    case 'refused':
    case 'not_a_feed':
    case 'gone':
      return 'bad'
    default:
      return 'waiting'
  }
}
