import { useSession } from '../data/session.ts'
import { t } from '../i18n/t.ts'
import { Content } from '../ui/Content.tsx'
import { MenuButton } from '../ui/MenuButton.tsx'
import { chooseUnit, useChosenUnit } from './chosen-unit.ts'

/** Through whose eyes: one of the reader's units, or all of them. With one unit there is nothing to choose. */
export function UnitSwitch() {
  const { memberships } = useSession()
  const chosen = useChosenUnit()
  const units = [...new Map(memberships.map(({ unitId, unitName }) => [unitId, unitName]))]
  const [only] = units
  if (only && units.length === 1) {
    return (
      <span className="UnitSwitch-only">
        <Content>{only[1]}</Content>
      </span>
    )
  }
  if (!only) return null
  const name = units.find(([id]) => id === chosen)?.[1]
  return (
    <MenuButton
      className="UnitSwitch"
      entries={[
        { id: 'all', label: t('frame.allUnits'), isChosen: !name, onAction: () => chooseUnit(null) },
        'rule',
        ...units.map(([id, unitName]) => ({
          id,
          label: <Content>{unitName}</Content>,
          text: unitName,
          isChosen: id === chosen,
          onAction: () => chooseUnit(id),
        })),
      ]}
    >
      <span className="visually-hidden">{t('frame.unit')} </span>
      <span className="UnitSwitch-name">{name ? <Content>{name}</Content> : t('frame.allUnits')}</span>
    </MenuButton>
  )
}
