import type { HoldKind } from '@hub/core/retention/legal-hold.ts'
import { useQuery } from '@tanstack/react-query'

import { holdsOfQuery } from '../../data/retention.ts'
import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'

/** Says quietly, to those who may know of holds, that an object is kept from deletion. */
export function HoldMark({ kind, objectId }: { kind: HoldKind; objectId: string }) {
  const may = useMay()
  const { data } = useQuery({ ...holdsOfQuery(kind, objectId), enabled: may('retention.read') })
  return data?.rows.some(({ protects }) => protects) ? <Badge>{t('retention.onHold')}</Badge> : null
}
