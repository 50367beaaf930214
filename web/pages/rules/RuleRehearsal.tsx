import type { Rehearsal, RehearsalCount, Rehearse } from '@hub/core/signal/rehearsal-view.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import { rehearsalQuery } from '../../data/detection-rules.ts'
import { sayProblem } from '../../frame/say-problem.ts'
import { t } from '../../i18n/t.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { RehearsedFirings } from './RehearsedFirings.tsx'

/** A pause in typing after which the hub is asked. */
const SETTLE_MS = 600

/** What the draft would have raised in the last 30 days, anew whenever its words rest; `asked` is null while it is not complete. */
export function RuleRehearsal({ asked }: { asked: Rehearse | null }) {
  const settled = useSettled(JSON.stringify(asked), SETTLE_MS)
  const isCurrent = settled === JSON.stringify(asked)
  const query = useQuery({
    ...rehearsalQuery(isCurrent ? asked : null),
    placeholderData: asked === null ? undefined : keepPreviousData,
  })
  const { data, error } = query
  const isRunning = asked !== null && (!isCurrent || query.isFetching)
  const said = data && asked !== null && !isRunning && !error ? t('rules.wouldHave', counts(data.draft)) : null
  useEffect(() => {
    if (said !== null) announce(said)
  }, [said])
  return (
    <section className="RuleRehearsal" aria-labelledby="rehearsal-title" aria-busy={isRunning}>
      <h3 id="rehearsal-title">{t('rules.rehearsal')}</h3>
      {asked === null ? (
        <p className="secondary">{t('rules.incomplete')}</p>
      ) : error && !isRunning ? (
        <Notice tone="warning">
          <p>{t('rules.rehearsalFailed', { reason: sayProblem(error) })}</p>
          <Button onPress={() => void query.refetch()}>{t('rules.again')}</Button>
        </Notice>
      ) : data ? (
        <Answer rehearsal={data} isRunning={isRunning} />
      ) : (
        <p className="secondary">{t('rules.running')}</p>
      )}
    </section>
  )
}

function Answer({ rehearsal, isRunning }: { rehearsal: Rehearsal; isRunning: boolean }) {
  const { draft, present, rows } = rehearsal
  return (
    <>
      <p className="RuleRehearsal-count">
        {t('rules.wouldHave', counts(draft))}
        {isRunning ? <span className="secondary"> {t('rules.running')}</span> : null}
      </p>
      {present ? <p>{t('rules.presentDoes', counts(present))}</p> : null}
      {rehearsal.isCut ? (
        <Notice tone="warning">{t('rules.cut', { narratives: rehearsal.narrativesRead })}</Notice>
      ) : null}
      <RehearsedFirings rows={rows} isBeside={present !== null} />
      <p className="secondary">
        {t(`rules.readBy.${rehearsal.readBy}`, {
          narratives: rehearsal.narrativesRead,
          items: rehearsal.itemsRead ?? 0,
        })}
      </p>
    </>
  )
}

function counts({ fired, narratives, confirmed, dismissed }: RehearsalCount) {
  return { fired, narratives, confirmed, dismissed }
}
