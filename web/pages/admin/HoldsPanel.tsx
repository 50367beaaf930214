import type { HoldMove, HoldView } from '@hub/core/retention/legal-hold.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { holdsQuery, moveHold } from '../../data/retention.ts'
import { useMay } from '../../data/session.ts'
import { useAct } from '../../data/use-act.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.ts'
import { ReasonDialog } from '../case/ReasonDialog.tsx'
import { HoldState } from '../holds/HoldState.tsx'
import { PlaceHoldDialog } from './PlaceHoldDialog.tsx'

/** What people hold back from deletion, and deciding on it: always by a second person. */
export function HoldsPanel() {
  const may = useMay()
  const query = useQuery(holdsQuery)
  const [isPlacing, setIsPlacing] = useState(false)
  const [open, setOpen] = useState<{ hold: HoldView; move: HoldMove } | null>(null)
  return (
    <Panel title={t('retention.holds')}>
      <div className="FormStack">
        <p className="secondary">{t('retention.holdsLead')}</p>
        {may('hold.place') ? (
          <div className="FormActions">
            <Button onPress={() => setIsPlacing(true)}>{t('retention.place')}</Button>
          </div>
        ) : null}
        <QueryPart query={query}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p className="secondary">{t('retention.noHolds')}</p>
            ) : (
              <Holds rows={rows} mayDecide={may('hold.confirm')} onMove={(hold, move) => setOpen({ hold, move })} />
            )
          }
        </QueryPart>
      </div>
      {isPlacing ? <PlaceHoldDialog onClose={() => setIsPlacing(false)} /> : null}
      {open ? <MoveHoldDialog {...open} onClose={() => setOpen(null)} /> : null}
    </Panel>
  )
}

function Holds({
  rows,
  mayDecide,
  onMove,
}: {
  rows: readonly HoldView[]
  mayDecide: boolean
  onMove: (hold: HoldView, move: HoldMove) => void
}) {
  const movesOf = (hold: HoldView): readonly HoldMove[] =>
    hold.state === 'in_force' ? ['lift'] : hold.state === 'placed' && hold.protects ? ['confirm', 'refuse'] : []
  return (
    <DataTable
      caption={t('retention.holds')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'what',
          title: t('retention.what'),
          isLead: true,
          cell: ({ kind, title, objectId }) => (
            <span>
              {t(`retention.kind.${kind}`)} <Content>{title ?? objectId}</Content>
            </span>
          ),
        },
        { id: 'why', title: t('retention.reason'), cell: ({ reason }) => <Content>{reason}</Content> },
        { id: 'state', title: t('retention.state'), cell: (hold) => <HoldState hold={hold} /> },
        {
          id: 'placed',
          title: t('retention.placedBy'),
          cell: ({ placedBy, placedAt }) => (
            <span>
              <Content>{placedBy}</Content>, <Time at={placedAt} as="day" />
            </span>
          ),
        },
        {
          id: 'moves',
          title: t('retention.change'),
          hidesTitle: true,
          cell: (hold) =>
            mayDecide
              ? movesOf(hold).map((move) => (
                  <Button key={move} disabledReason={whyNot(hold, move)} onPress={() => onMove(hold, move)}>
                    {t(`retention.move.${move}`)}
                  </Button>
                ))
              : null,
        },
      ]}
    />
  )
}

function whyNot(hold: HoldView, move: HoldMove): string | null {
  if (hold.isOwn) return t('retention.secondPerson')
  return move === 'lift' && hold.isConfirmedByReader ? t('retention.thirdPerson') : null
}

function MoveHoldDialog({ hold, move, onClose }: { hold: HoldView; move: HoldMove; onClose: () => void }) {
  const act = useAct((reason: string) => moveHold(hold.id, move, reason), [['holds'], ['retention']])
  return (
    <ReasonDialog
      title={t(`retention.moveTitle.${move}`)}
      label={t('retention.reason')}
      hint={t('retention.reasonHint')}
      send={t(`retention.move.${move}`)}
      isPending={act.isPending}
      error={act.error}
      onClose={onClose}
      onSend={(reason) =>
        act.mutate(reason, {
          onSuccess: () => {
            toast(t('retention.moved'))
            onClose()
          },
        })
      }
    />
  )
}
