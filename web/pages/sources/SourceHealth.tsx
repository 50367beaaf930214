import './sources.css'

import type { SourceView } from '@hub/core/source/source-view.ts'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'
import { healthTone, sayHappened, sayTodo } from './say-health.ts'

/** A dot with words: what happened, since when, and what to do about it. */
export function SourceHealth({ source }: { source: SourceView }) {
  const { since, httpStatus, detail } = source.health.params
  const todo = sayTodo(source)
  const tone = healthTone(source)
  const isWaiting = source.health.params.action === 'wait'
  return (
    <div className="SourceHealth">
      <span className={`SourceHealth-dot SourceHealth-${tone}`} aria-hidden="true" />
      <div>
        <span className="SourceHealth-happened">{sayHappened(source)}</span>
        {tone === 'bad' && (typeof since === 'string' || httpStatus !== undefined) ? (
          <span className="secondary">
            {' '}
            {typeof since === 'string' ? (
              <T id="sources.sinceWhen" values={{ when: <Time at={since} as="moment" /> }} />
            ) : null}
            {httpStatus === undefined ? null : <> ({t('sources.status', { status: httpStatus })})</>}
          </span>
        ) : null}
        {tone === 'bad' && typeof detail === 'string' ? (
          <span className="SourceHealth-detail">
            <Content>{detail}</Content>
          </span>
        ) : null}
        {todo && (tone === 'bad' || !isWaiting) ? (
          <span className={isWaiting ? 'SourceHealth-detail' : 'SourceHealth-todo'}>{todo}</span>
        ) : null}
      </div>
    </div>
  )
}
