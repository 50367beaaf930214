import './source-name.css'

import type { SourceView } from '@hub/core/source/source-view.ts'
import { Link } from '@tanstack/react-router'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'

/** The watch profiles that name a source; those not in force say so. */
export function SourceProfiles({ profiles }: Pick<SourceView, 'profiles'>) {
  if (profiles.length === 0) return <span className="secondary">{t('sources.noProfile')}</span>
  return (
    <div className="SourceName">
      {profiles.map(({ id, title, inForce }) => (
        <Link key={id} to="/profiles/$profileId" params={{ profileId: id }} className={inForce ? '' : 'secondary'}>
          {inForce ? (
            <Content>{title}</Content>
          ) : (
            <T id="sources.profileOver" values={{ title: <Content>{title}</Content> }} />
          )}
        </Link>
      ))}
    </div>
  )
}
