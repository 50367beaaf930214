import type { LogEntryView } from '@hub/core/case/log-entry.ts'

import { useMay } from '../../data/session.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge, type BadgeTone } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'
import { initialsOf, shortHash } from './log-order.ts'
import { LogContent } from './LogContent.tsx'

const TONES: Readonly<Record<LogEntryView['kind'], BadgeTone>> = {
  note: 'neutral',
  decision: 'warning',
  response: 'accent',
  correction: 'danger',
  system: 'neutral',
}

type Props = {
  entry: LogEntryView
  /** The entry this one corrects. */
  corrects: LogEntryView | undefined
  /** The entry that corrects this one. */
  correctedBy: LogEntryView | undefined
  onCorrect: () => void
}

/** One entry: when it happened first, who, what; a corrected one struck through with the initials of who did it. */
export function LogRow({ entry, corrects, correctedBy, onCorrect }: Props) {
  const may = useMay()
  const isSystem = entry.kind === 'system'
  const canCorrect = !isSystem && !correctedBy && may('log.write')
  return (
    <li className="LogRow" data-kind={entry.kind} id={`log-${entry.seq}`}>
      <div className="LogRow-when">
        <Time at={entry.eventAt} as="moment" />
      </div>
      <div className="LogRow-body">
        <div className="LogRow-head">
          {isSystem ? null : <Badge tone={TONES[entry.kind]}>{t(`case.log.${entry.kind}`)}</Badge>}
          {isSystem ? null : (
            <span className="LogRow-who">
              <Content>{entry.authorName}</Content>
              {entry.unitName ? (
                <span className="secondary">
                  {' · '}
                  <Content>{entry.unitName}</Content>
                </span>
              ) : null}
            </span>
          )}
        </div>
        {correctedBy ? (
          <>
            <s className="LogRow-struck">
              <LogContent entry={entry} />
            </s>
            <p className="LogRow-strike">
              <a href={`#log-${correctedBy.seq}`}>
                <T
                  id="case.logCorrectedBy"
                  values={{ initials: <Content>{initialsOf(correctedBy.authorName)}</Content>, seq: correctedBy.seq }}
                />
              </a>
            </p>
          </>
        ) : (
          <LogContent entry={entry} />
        )}
        <LogFoot entry={entry} corrects={corrects} onCorrect={canCorrect ? onCorrect : null} />
      </div>
    </li>
  )
}

function LogFoot({
  entry,
  corrects,
  onCorrect,
}: {
  entry: LogEntryView
  corrects: LogEntryView | undefined
  onCorrect: (() => void) | null
}) {
  return (
    <div className="LogRow-foot">
      <span>{t('case.logNo', { seq: entry.seq })}</span>
      {corrects ? <a href={`#log-${corrects.seq}`}>{t('case.logCorrects', { seq: corrects.seq })}</a> : null}
      {entry.lateReason ? (
        <span>
          <T
            id="case.logLate"
            values={{ when: <Time at={entry.enteredAt} as="moment" />, reason: <Content>{entry.lateReason}</Content> }}
          />
        </span>
      ) : null}
      <code data-content="" title={t('case.logHash', { hash: entry.hash })}>
        {shortHash(entry.hash)}
      </code>
      {onCorrect ? (
        <Button
          variant="quiet"
          size="small"
          onPress={onCorrect}
          ariaLabel={`${t('case.logCorrect')} ${t('case.logNo', { seq: entry.seq })}`}
        >
          {t('case.logCorrect')}
        </Button>
      ) : null}
    </div>
  )
}
