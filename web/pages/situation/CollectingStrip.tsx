import { useEffect, useRef } from 'react'

import type { Situation } from '@hub/core/situation/situation-view.ts'

import { formatAge } from '../../i18n/duration.ts'
import { t } from '../../i18n/t.ts'
import { announce } from '../../ui/announce.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useNow } from '../../ui/use-now.ts'

/** Says that no source at all can be fetched, for as long as that is so; when it is over, screen readers hear of it. */
export function CollectingStrip({ stopped }: { stopped: Situation['collectingStopped'] }) {
  const nowMs = useNow()
  const wasStopped = useRef(false)
  const isStopped = stopped !== null
  useEffect(() => {
    if (wasStopped.current && !isStopped) announce(t('situation.collectingWorksAgain'))
    wasStopped.current = isStopped
  }, [isStopped])
  if (stopped === null) return null
  return (
    <Notice tone="danger" role="alert">
      {stopped.since === null
        ? t('situation.collectingNeverWorked')
        : t('situation.collectingStopped', { when: formatAge(Date.parse(stopped.since), Math.max(nowMs, 0)) })}
    </Notice>
  )
}
