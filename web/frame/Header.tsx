import { Button } from 'react-aria-components/Button'

import { t } from '../i18n/t.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { isDarkNow, setTheme, useTheme } from './theme.ts'
import { UnitSwitch } from './UnitSwitch.tsx'
import { UserMenu } from './UserMenu.tsx'

type Props = {
  onSlot: (slot: HTMLElement | null) => void
  onPalette: () => void
  onShowKeys: () => void
  onSetPassword: () => void
}

/** The line over every page: its name, search, unit, theme, the person. */
export function Header({ onSlot, onPalette, onShowKeys, onSetPassword }: Props) {
  const isDark = isDarkNow(useTheme())
  return (
    <header className="Header">
      <div className="Header-title" ref={onSlot} />
      <Button className="Header-search" onPress={onPalette} aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <span>{t('frame.search')}</span>
        <Kbd>Ctrl K</Kbd>
      </Button>
      <UnitSwitch />
      <span className="Header-theme">
        <IconButton
          icon={isDark ? 'sun' : 'moon'}
          label={t(isDark ? 'frame.toLight' : 'frame.toDark')}
          onPress={() => setTheme(isDark ? 'light' : 'dark')}
        />
      </span>
      <UserMenu onShowKeys={onShowKeys} onSetPassword={onSetPassword} />
    </header>
  )
}
