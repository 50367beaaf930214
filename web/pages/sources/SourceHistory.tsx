import './source-page.css'

import type { SourceEvent } from '@hub/core/source/source-page-view.ts'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'

/** The words for the acts of the record; what is not known here is shown as it was recorded. */
const ACTS = [
  'proposed',
  'approved',
  'approve',
  'pause',
  'resume',
  'retire',
  'retry',
  'edited',
  'tag',
  'untag',
  'add_to_profile',
  'take_from_profile',
  'move_to_profile',
  'give_to_unit',
  'give_to_publisher',
  'mark_fact_checker',
  'unmark_fact_checker',
] as const

/** What people did to a source, newest first, with their reasons. */
export function SourceHistory({ events }: { events: readonly SourceEvent[] }) {
  if (events.length === 0) return <p className="secondary">{t('sources.historyNone')}</p>
  return (
    <ol className="SourceHistory">
      {events.map((event) => (
        <li key={event.id}>
          <span className="secondary">
            <Time at={event.at} as="moment" />
          </span>
          <div>
            <Act event={event} />
            {event.reason ? (
              <span className="secondary">
                {' '}
                <Content>{event.reason}</Content>
              </span>
            ) : null}
            {event.changes.map(({ field, was, is }) => (
              <span key={field} className="SourceHistory-change secondary">
                <T
                  id="sources.historyChange"
                  values={{
                    field: <Content>{field}</Content>,
                    was: <Content>{was || '–'}</Content>,
                    is: <Content>{is || '–'}</Content>,
                  }}
                />
              </span>
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}

function Act({ event: { act, who } }: { event: SourceEvent }) {
  const known = ACTS.find((each) => each === act)
  const values = { who: <Content>{who}</Content> }
  return known ? (
    <T id={`sources.history.${known}`} values={values} />
  ) : (
    <T id="sources.historyOther" values={{ ...values, act: <Content>{act}</Content> }} />
  )
}
