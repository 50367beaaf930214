import type { HoldKind } from '@hub/core/retention/legal-hold.ts'

import { t } from '../../i18n/t.ts'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { useHoldEntry } from './use-hold-entry.tsx'

/** The three dots of a page whose other acts are buttons. */
export function HoldMenu(held: { kind: HoldKind; objectId: string; title: string }) {
  const { entries, dialog } = useHoldEntry(held)
  if (entries.length === 0) return null
  return (
    <>
      <MenuButton label={t('retention.moreActions')} variant="secondary" entries={entries} />
      {dialog}
    </>
  )
}
