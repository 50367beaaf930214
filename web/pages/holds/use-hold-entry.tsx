import type { HoldKind } from '@hub/core/retention/legal-hold.ts'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'

import { holdsOfQuery } from '../../data/retention.ts'
import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import type { MenuEntry } from '../../ui/MenuButton.tsx'
import { HoldDialog } from './HoldDialog.tsx'

type Held = { kind: HoldKind; objectId: string; title: string }

/** The menu entries that lead to an object's holds, none for those who may not place one, and the dialog they open. */
export function useHoldEntry(held: Held): { entries: readonly MenuEntry[]; dialog: ReactNode } {
  const may = useMay()
  const [isOpen, setIsOpen] = useState(false)
  const { data } = useQuery({ ...holdsOfQuery(held.kind, held.objectId), enabled: may('retention.read') })
  const isHeld = data?.rows.some(({ protects }) => protects) ?? false
  if (!may('hold.place')) return { entries: [], dialog: null }
  return {
    entries: [
      {
        id: 'hold',
        label: t(isHeld ? 'retention.holdsEllipsis' : 'retention.holdEllipsis'),
        onAction: () => setIsOpen(true),
      },
    ],
    dialog: isOpen ? <HoldDialog {...held} onClose={() => setIsOpen(false)} /> : null,
  }
}
