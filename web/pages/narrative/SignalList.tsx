import type { SignalView } from '@hub/core/narrative/narrative-view.ts'

import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Time } from '../../ui/Time.tsx'
import { saySignal } from './say-signal.ts'
import { Severity } from './Severity.tsx'

const SHOWN = 3

/** Why the hub points here: each signal with its numbers in words. */
export function SignalList({ signals }: { signals: readonly SignalView[] }) {
  if (signals.length === 0) return <p className="secondary">{t('narratives.noSignals')}</p>
  const rest = signals.slice(SHOWN)
  return (
    <>
      <Signals signals={signals.slice(0, SHOWN)} />
      {rest.length > 0 ? (
        <Disclosure summary={t('narratives.moreSignals', { count: rest.length })}>
          <Signals signals={rest} />
        </Disclosure>
      ) : null}
    </>
  )
}

function Signals({ signals }: { signals: readonly SignalView[] }) {
  return (
    <ul className="SignalList">
      {signals.map((signal) => (
        <li key={signal.id}>
          <Severity value={signal.severity} isShort />
          <div>
            <p>{saySignal(signal)}</p>
            <p className="secondary">
              <Time at={signal.detectedAt} />
              {signal.publishers.length > 0 ? (
                <>
                  {' · '}
                  <Content>{signal.publishers.slice(0, 5).join(', ')}</Content>
                </>
              ) : null}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
