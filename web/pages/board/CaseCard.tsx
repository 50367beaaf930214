import type { CaseRow } from '@hub/core/case/case-view.ts'
import type { CaseState } from '@hub/core/case/case-state.ts'
import { Link } from '@tanstack/react-router'
import { Button as DragButton } from 'react-aria-components/Button'

import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Sparkline } from '../../ui/Sparkline.tsx'
import { CaseClock } from './CaseClock.tsx'
import { CaseMenu } from './CaseMenu.tsx'
import { Severity } from '../narrative/Severity.tsx'

type Props = { row: CaseRow; isUnread: boolean; isDraggable: boolean; onMove: (to: CaseState | null) => void }

/** A case on the board: urgency, reference, two lines of title, who leads, what is owed, how it goes. */
export function CaseCard({ row, isUnread, isDraggable, onMove }: Props) {
  return (
    <div className="CaseCard">
      <div className="CaseCard-top">
        <Severity value={row.severity} isShort />
        <Content className="CaseCard-reference">{row.reference}</Content>
        {isUnread ? (
          <span className="CaseCard-unread" role="img" aria-label={t('board.unread')} title={t('board.unread')} />
        ) : null}
        <span className="CaseCard-acts">
          {isDraggable ? (
            <DragButton
              slot="drag"
              className="CaseCard-grip"
              aria-label={t('board.drag', { reference: row.reference })}
            >
              <svg width="10" height="14" viewBox="0 0 10 14" fill="currentColor" aria-hidden="true">
                <path d="M2 2h2v2H2zM6 2h2v2H6zM2 6h2v2H2zM6 6h2v2H6zM2 10h2v2H2zM6 10h2v2H6z" />
              </svg>
            </DragButton>
          ) : null}
          <CaseMenu row={row} onMove={onMove} />
        </span>
      </div>
      <Link to="/cases/$caseId" params={{ caseId: row.id }} className="CaseCard-title">
        <Content>{row.title}</Content>
      </Link>
      <div className="CaseCard-foot">
        <span className="CaseCard-unit">
          {row.leadUnit ? <Content>{row.leadUnit.name}</Content> : t('case.noLead')}
        </span>
        <CaseSpark row={row} width={64} />
      </div>
      <CaseClock row={row} />
    </div>
  )
}

/** Two days of a case's narratives as one small picture. */
export function CaseSpark({ row, width }: { row: CaseRow; width: number }) {
  const values = row.hours.map(({ items }) => items)
  if (values.length === 0) return null
  const count = values.reduce((sum, value) => sum + value, 0)
  return <Sparkline values={values} recent={12} width={width} height={18} label={t('board.sparkLabel', { count })} />
}
