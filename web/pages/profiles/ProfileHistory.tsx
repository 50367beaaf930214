import { useQuery } from '@tanstack/react-query'

import { profileStepsQuery } from '../../data/profiles.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'

/** Who proposed, approved, extended or ended a profile, when, and why. */
export function ProfileHistory({ profileId }: { profileId: string }) {
  const query = useQuery(profileStepsQuery(profileId))
  return (
    <Panel title={t('profiles.history')}>
      <QueryPart query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="secondary">{t('profiles.noHistory')}</p>
          ) : (
            <ol className="ProfileHistory">
              {rows.map((step) => (
                <li key={`${step.kind} ${step.doneAt}`}>
                  <span className="secondary">
                    <Time at={step.doneAt} as="moment" />
                  </span>{' '}
                  <T
                    id={`profiles.step.${step.kind}`}
                    values={{
                      name: <Content>{step.doneBy}</Content>,
                      end: step.endsAt ? <Time at={step.endsAt} as="day" /> : '–',
                    }}
                  />
                  {step.reason ? (
                    <p>
                      <Content>{step.reason}</Content>
                    </p>
                  ) : null}
                </li>
              ))}
            </ol>
          )
        }
      </QueryPart>
    </Panel>
  )
}
