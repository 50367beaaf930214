import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'

import { useMay } from '../data/session.ts'
import { t } from '../i18n/t.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { NAV } from './nav.ts'
import { RailMark } from './RailMark.tsx'
import { useRailCounts } from './use-rail-counts.ts'

const SHOWN = 4

/** The rail of a phone: four pages and "More". */
export function BottomBar() {
  const may = useMay()
  const counts = useRailCounts()
  const navigate = useNavigate()
  const [isOpen, setIsOpen] = useState(false)
  const entries = NAV.filter(({ needs }) => may(needs))
  const more = entries.slice(SHOWN)
  return (
    <nav className="BottomBar" aria-label={t('frame.pages')}>
      {entries.slice(0, SHOWN).map((entry) => (
        <Link
          key={entry.to}
          to={entry.to}
          className="BottomBar-link"
          activeOptions={{ exact: entry.to === '/' }}
          activeProps={{ 'data-active': '' }}
        >
          <Icon name={entry.icon} size={20} />
          <span>{t(entry.label)}</span>
          <RailMark count={counts[entry.to]} />
        </Link>
      ))}
      {more.length > 0 ? (
        <Button className="BottomBar-link" onPress={() => setIsOpen(true)}>
          <Icon name="menu" size={20} />
          <span>{t('frame.more')}</span>
        </Button>
      ) : null}
      <Dialog title={t('frame.more')} isOpen={isOpen} onClose={() => setIsOpen(false)}>
        <ul className="MoreList">
          {more.map((entry) => (
            <li key={entry.to}>
              <Button
                className="MoreList-link"
                onPress={() => {
                  setIsOpen(false)
                  void navigate({ to: entry.to })
                }}
              >
                <Icon name={entry.icon} size={20} />
                <span>{t(entry.label)}</span>
                <RailMark count={counts[entry.to]} />
              </Button>
            </li>
          ))}
        </ul>
      </Dialog>
    </nav>
  )
}
