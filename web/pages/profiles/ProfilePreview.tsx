import './preview.css'

import type { PreviewProfile, ProfilePreview as Preview } from '@hub/core/source/profile-preview.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'

import { previewQuery } from '../../data/profiles.ts'
import { sayProblem } from '../../frame/say-problem.ts'
import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { announce } from '../../ui/announce.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { PreviewExamples } from './PreviewExamples.tsx'

/** A pause in typing after which the hub is asked. */
const SETTLE_MS = 600

type Props = { asked: PreviewProfile | null; whenEmpty: string }

/** What a profile would have matched so far, counted anew whenever its words rest; `asked` is null while there is nothing to count. */
export function ProfilePreview({ asked, whenEmpty }: Props) {
  const settled = useSettled(JSON.stringify(asked), SETTLE_MS)
  const isCurrent = settled === JSON.stringify(asked)
  const query = useQuery({
    ...previewQuery(isCurrent ? asked : null),
    placeholderData: asked === null ? undefined : keepPreviousData,
  })
  const { data, error } = query
  const isCounting = asked !== null && (!isCurrent || query.isFetching)
  const said = data && !isCounting && !error ? sayCount(data) : null
  useEffect(() => {
    if (said !== null) announce(said)
  }, [said])
  return (
    <section className="ProfilePreview" aria-label={t('profilePreview.title')} aria-busy={isCounting}>
      {asked === null ? (
        <p className="secondary">{whenEmpty}</p>
      ) : error && !isCounting ? (
        <Notice tone="warning">
          <p>{t('profilePreview.failed', { reason: sayProblem(error) })}</p>
          <Button onPress={() => void query.refetch()}>{t('profilePreview.again')}</Button>
        </Notice>
      ) : data ? (
        <PreviewAnswer preview={data} isCounting={isCounting} />
      ) : (
        <p className="secondary">{t('profilePreview.counting')}</p>
      )}
    </section>
  )
}

function sayCount({ matched, itemsLookedAt, isCapped }: Preview): string {
  const counts = {
    matched,
    matchedShown: formatNumber(matched),
    items: itemsLookedAt,
    itemsShown: formatNumber(itemsLookedAt),
  }
  if (itemsLookedAt === 0) return t('profilePreview.nothingHeld')
  return t(isCapped ? 'profilePreview.ofNewest' : 'profilePreview.ofAll', counts)
}

function PreviewAnswer({ preview, isCounting }: { preview: Preview; isCounting: boolean }) {
  const { excluded, perTerm, examples } = preview
  return (
    <>
      <p className="ProfilePreview-count">
        {sayCount(preview)}
        {isCounting ? <span className="secondary"> {t('profilePreview.counting')}</span> : null}
      </p>
      {excluded > 0 ? <p>{t('profilePreview.excluded', { count: excluded, shown: formatNumber(excluded) })}</p> : null}
      {perTerm.length > 0 && preview.itemsLookedAt > 0 ? (
        <ul className="ProfilePreview-terms">
          {perTerm.map(({ term, matched }) => (
            <li key={term}>
              {matched === 0 ? (
                <T
                  id="profilePreview.termNone"
                  values={{ term: <Content>{term}</Content> }}
                  components={{ flag: <Flag /> }}
                />
              ) : (
                <T
                  id="profilePreview.termCount"
                  values={{ term: <Content>{term}</Content>, count: formatNumber(matched) }}
                />
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <PreviewExamples examples={examples} matched={preview.matched} />
      <p className="secondary">{t('profilePreview.onlyHeld')}</p>
    </>
  )
}

function Flag({ children }: { children?: ReactNode }) {
  return <Badge tone="warning">{children}</Badge>
}
