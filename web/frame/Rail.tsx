import { Link } from '@tanstack/react-router'

import { useMay } from '../data/session.ts'
import { t } from '../i18n/t.ts'
import { Icon } from '../ui/Icon.tsx'
import { HubSign } from './HubSign.tsx'
import { NAV } from './nav.ts'
import { RailMark } from './RailMark.tsx'
import { useRailCounts } from './use-rail-counts.ts'

/** The pages, with counts only where a person must act. */
export function Rail() {
  const may = useMay()
  const counts = useRailCounts()
  return (
    <nav className="Rail" aria-label={t('frame.pages')}>
      <Link to="/" className="Rail-home">
        <HubSign />
        <span>{t('frame.hubShort')}</span>
      </Link>
      <ul>
        {NAV.filter(({ needs }) => may(needs)).map((entry) => (
          <li key={entry.to}>
            <Link
              to={entry.to}
              className="Rail-link"
              activeOptions={{ exact: entry.to === '/' }}
              activeProps={{ 'data-active': '' }}
            >
              <Icon name={entry.icon} />
              <span>{t(entry.label)}</span>
              <RailMark count={counts[entry.to]} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
