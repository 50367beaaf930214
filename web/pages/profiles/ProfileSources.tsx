import type { ProfileView } from '@hub/core/source/profile-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { sourcesQuery } from '../../data/sources.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SourceHealth } from '../sources/SourceHealth.tsx'
import { NameSourcesDialog } from './NameSourcesDialog.tsx'

/** The sources a profile names, each with its health. */
export function ProfileSources({ profile }: { profile: ProfileView }) {
  const may = useMay()
  const query = useQuery(sourcesQuery({ profileId: profile.id }))
  const [isNaming, setIsNaming] = useState(false)
  const isEnded = profile.standing === 'withdrawn' || profile.standing === 'expired'
  const aside = (
    <span className="ProfileSources-aside">
      <Link to="/sources" search={{ profileId: profile.id }}>
        {t('profiles.allSources')}
      </Link>
      {may('profile.propose') && !isEnded ? (
        <Button size="small" icon="plus" onPress={() => setIsNaming(true)}>
          {t('profiles.nameSources')}
        </Button>
      ) : null}
    </span>
  )
  return (
    <Panel title={t('profiles.sources')} aside={aside}>
      <QueryPart query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="secondary">{t('profiles.noSources')}</p>
          ) : (
            <ul className="ProfileSources">
              {rows.slice(0, 100).map((source) => (
                <li key={source.id}>
                  <div className="ProfileSources-name">
                    <strong>
                      <Content language={source.language}>{source.title}</Content>
                    </strong>
                    <span className="secondary">
                      <Content>{source.url}</Content>
                    </span>
                  </div>
                  <SourceHealth source={source} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryPart>
      {isNaming ? <NameSourcesDialog profile={profile} onClose={() => setIsNaming(false)} /> : null}
    </Panel>
  )
}
