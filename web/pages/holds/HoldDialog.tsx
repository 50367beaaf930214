import './holds.css'

import type { HoldKind, HoldView } from '@hub/core/retention/legal-hold.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { holdsOfQuery, placeHold } from '../../data/retention.ts'
import { useMay } from '../../data/session.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.ts'
import { HoldState } from './HoldState.tsx'

const REASON_MIN = 10

type Props = { kind: HoldKind; objectId: string; title: string; onClose: () => void }

/** The holds on one object, and placing one where none protects it yet. */
export function HoldDialog({ kind, objectId, title, onClose }: Props) {
  const may = useMay()
  const query = useQuery(holdsOfQuery(kind, objectId))
  const [reason, setReason] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const isReason = reason.trim().length >= REASON_MIN
  const place = useAct(() => placeHold({ kind, objectId, reason: reason.trim() }), [['holds'], ['retention']])
  const rows = query.data?.rows
  const isOpen = may('hold.place') && rows !== undefined && !rows.some(({ protects }) => protects)
  const submit = () => {
    setWasAsked(true)
    if (!isReason) return
    place.mutate(undefined, {
      onSuccess: () => {
        toast(t('retention.placed'))
        onClose()
      },
    })
  }
  return (
    <FormDialog
      title={t(isOpen ? 'retention.placeTitle' : 'retention.holdsOf')}
      send={isOpen ? t('retention.place') : null}
      onSend={submit}
      isPending={place.isPending}
      problem={<ActProblem error={place.error} />}
      onClose={onClose}
    >
      <p>
        {t(`retention.kind.${kind}`)}: <Content>{title}</Content>
      </p>
      <QueryPart query={query}>{(data) => <HoldList rows={data.rows} />}</QueryPart>
      {isOpen ? (
        <>
          <p>{t('retention.placeSays')}</p>
          <TextInput
            label={t('retention.reason')}
            hint={t('retention.reasonHint')}
            value={reason}
            onChange={setReason}
            isMultiline
            maxLength={4000}
            error={wasAsked && !isReason ? t('retention.reasonFault') : null}
          />
        </>
      ) : null}
    </FormDialog>
  )
}

function HoldList({ rows }: { rows: readonly HoldView[] }) {
  if (rows.length === 0) return <p className="secondary">{t('retention.notHeld')}</p>
  return (
    <>
      <ul className="HoldList">
        {rows.map((hold) => (
          <li key={hold.id}>
            <p>
              <HoldState hold={hold} />
            </p>
            <p>
              <Content>{hold.reason}</Content>
            </p>
            <p className="secondary">
              <T
                id="retention.placedByOn"
                values={{ name: <Content>{hold.placedBy}</Content>, when: <Time at={hold.placedAt} as="moment" /> }}
              />
            </p>
            <Decided hold={hold} />
          </li>
        ))}
      </ul>
      <p>
        <Link to="/admin" search={{ tab: 'retention' }}>
          {t('retention.decideThere')}
        </Link>
      </p>
    </>
  )
}

function Decided({ hold: { decidedBy, decidedAt, state } }: { hold: HoldView }) {
  if (decidedBy === null || decidedAt === null) return null
  const values = { name: <Content>{decidedBy}</Content>, when: <Time at={decidedAt} as="moment" /> }
  return (
    <p className="secondary">
      <T id={state === 'refused' ? 'retention.refusedByOn' : 'retention.confirmedByOn'} values={values} />
    </p>
  )
}
