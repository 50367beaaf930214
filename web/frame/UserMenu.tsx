import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Header } from 'react-aria-components/Header'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'

import { signOut } from '../data/sign-in.ts'
import { useSession } from '../data/session.ts'
import { t } from '../i18n/t.ts'
import { Content } from '../ui/Content.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { setSingleKeys, useSingleKeysOn } from '../ui/page-keys.ts'
import { toast } from '../ui/toasts.ts'
import { setTheme, type Theme, THEMES, useTheme } from './theme.ts'

type Props = { onShowKeys: () => void; onSetPassword: () => void }

/** The signed-in person: theme, keys, password, sign out. */
export function UserMenu({ onShowKeys, onSetPassword }: Props) {
  const { user, memberships } = useSession()
  const theme = useTheme()
  const areKeysOn = useSingleKeysOn()
  const roles = [...new Set(memberships.map(({ role }) => t(`terms.role.${role}`)))].join(', ')
  const switchKeys = () => {
    setSingleKeys(!areKeysOn)
    toast(t(areKeysOn ? 'frame.keysSwitchedOff' : 'frame.keysSwitchedOn'))
  }
  return (
    <MenuTrigger>
      <Button
        className="UserMenu-button"
        data-content=""
        aria-label={t('frame.yourMenu', { name: user.name || user.email })}
      >
        <span aria-hidden="true" data-initials={initials(user.name || user.email)} />
      </Button>
      <Popover className="Popover" placement="bottom end" offset={4}>
        <Menu className="Menu UserMenu">
          <MenuSection>
            <Header className="UserMenu-who">
              <strong>
                <Content>{user.name}</Content>
              </strong>
              <Content className="secondary">{user.email}</Content>
              <span className="secondary">{roles}</span>
            </Header>
            <MenuItem className="Option" onAction={onSetPassword}>
              <span className="Option-text">{t('frame.setPassword')}</span>
            </MenuItem>
          </MenuSection>
          <Separator className="Menu-rule" />
          <MenuSection
            aria-label={t('frame.theme')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => {
              const chosen = THEMES.find((each) => keys !== 'all' && keys.has(each))
              if (chosen) setTheme(chosen)
            }}
          >
            <Header className="Menu-section">{t('frame.theme')}</Header>
            {THEMES.map((each) => (
              <ThemeItem key={each} theme={each} />
            ))}
          </MenuSection>
          <Separator className="Menu-rule" />
          <MenuItem className="Option" onAction={onShowKeys}>
            <span className="Option-text">{t('ui.keys')}</span>
            <Kbd>?</Kbd>
          </MenuItem>
          <MenuItem className="Option" onAction={switchKeys}>
            <span className="Option-text">{t(areKeysOn ? 'frame.switchKeysOff' : 'frame.switchKeysOn')}</span>
          </MenuItem>
          <Separator className="Menu-rule" />
          <MenuItem className="Option" onAction={() => void signOut()}>
            <span className="Option-text">{t('frame.signOut')}</span>
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function ThemeItem({ theme }: { theme: Theme }) {
  return (
    <MenuItem id={theme} className="Option" textValue={t(`frame.theme.${theme}`)}>
      <span className="Option-text">{t(`frame.theme.${theme}`)}</span>
      <span className="Option-tick">
        <Icon name="check" />
      </span>
    </MenuItem>
  )
}

function initials(name: string): string {
  const words = name.split(/[\s.@_-]+/u).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '')
    .join('')
}
