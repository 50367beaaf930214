import './source-health.css'

import type { SourceView } from '@hub/core/source/source-view.ts'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Time } from '../../ui/Time.tsx'
import { useNow } from '../../ui/use-now.ts'
import { healthTone, sayHappened, sayTodo } from './say-health.ts'

/** A dot with words: what happened, since when, and what to do about it; the collector's own words on request. */
export function SourceHealth({ source }: { source: SourceView }) {
  const nowMs = useNow()
  const { since, httpStatus, detail } = source.health.params
  const todo = sayTodo(source)
  const tone = healthTone(source)
  const isWaiting = source.health.params['action'] === 'wait'
  const isOff = tone === 'bad'
  const status = typeof httpStatus === 'number' && httpStatus >= 400 ? httpStatus : null
  return (
    <div className="SourceHealth">
      <span className={`SourceHealth-dot SourceHealth-${tone}`} aria-hidden="true" />
      <div>
        <span className="SourceHealth-happened">{sayHappened(source, nowMs)}</span>
        {isOff && (typeof since === 'string' || status !== null) ? (
          <span className="secondary">
            {' '}
            {typeof since === 'string' ? (
              <T id="sources.sinceWhen" values={{ when: <Time at={since} as="moment" /> }} />
            ) : null}
            {status === null ? null : <> ({t('sources.status', { status })})</>}
          </span>
        ) : null}
        {todo && (isOff || !isWaiting) ? (
          <span className={isWaiting ? 'SourceHealth-detail' : 'SourceHealth-todo'}>{todo}</span>
        ) : null}
        {isOff && typeof detail === 'string' ? (
          <Disclosure summary={t('sources.detail')}>
            <span className="SourceHealth-detail">
              <Content>{detail}</Content>
            </span>
          </Disclosure>
        ) : null}
      </div>
    </div>
  )
}
