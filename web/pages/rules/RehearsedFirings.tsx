import type { RehearsedFiring } from '@hub/core/signal/rehearsal-view.ts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { formatList } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'
import { saySignal } from '../narrative/say-signal.ts'
import { Severity } from '../narrative/Severity.tsx'

const SHOWN = 20
const NAMED = 4

/** Each time the rule would have fired, newest first: the narrative, when, on what numbers, and who told it. */
export function RehearsedFirings({ rows, isBeside }: { rows: readonly RehearsedFiring[]; isBeside: boolean }) {
  const [isAll, setIsAll] = useState(false)
  if (rows.length === 0) return <p className="secondary">{t('rules.never')}</p>
  return (
    <>
      <ol className="RehearsedFirings" aria-label={t('rules.list')}>
        {(isAll ? rows : rows.slice(0, SHOWN)).map((row) => (
          <li key={`${row.narrativeId} ${row.hour} ${saySignal(row)} ${row.firedBy}`} data-by={row.firedBy}>
            <Severity value={row.severity} isShort />
            <div>
              {/* A form under way stays where it is. */}
              <Link to="/narratives/$narrativeId" params={{ narrativeId: row.narrativeId }} target="_blank">
                <Content>{row.title}</Content>
                <span className="visually-hidden"> {t('rules.newTab')}</span>
              </Link>{' '}
              {row.state === 'confirmed' || row.state === 'dismissed' ? (
                <Badge tone={row.state === 'confirmed' ? 'good' : 'neutral'}>
                  {t(`terms.narrativeState.${row.state}`)}
                </Badge>
              ) : null}{' '}
              {isBeside && row.firedBy !== 'both' ? (
                <Badge tone={row.firedBy === 'draft' ? 'accent' : 'warning'}>{t(`rules.firedBy.${row.firedBy}`)}</Badge>
              ) : null}
              <p>{saySignal(row)}</p>
              <p className="secondary">
                <Time at={row.hour} as="moment" /> · {t(`rules.because.${row.because}`)} · <Publishers row={row} />
              </p>
            </div>
          </li>
        ))}
      </ol>
      {isAll || rows.length <= SHOWN ? null : (
        <Button onPress={() => setIsAll(true)}>{t('rules.showAll', { count: rows.length })}</Button>
      )}
    </>
  )
}

function Publishers({ row }: { row: RehearsedFiring }) {
  const named = row.publishers.slice(0, NAMED)
  const more = row.publisherCount - named.length
  return (
    <>
      <Content>{more > 0 ? named.join(', ') : formatList(named)}</Content>
      {more > 0 ? <> {t('rules.morePublishers', { count: more })}</> : null}
    </>
  )
}
