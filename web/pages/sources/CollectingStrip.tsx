import './collecting-strip.css'

import type { CollectingView } from '@hub/core/source/collecting-view.ts'
import { Link } from '@tanstack/react-router'
import { useLayoutEffect, useRef } from 'react'

import { formatDuration } from '../../i18n/duration.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Time } from '../../ui/Time.tsx'
import { dismissResumed, useDismissedResumed } from './dismissed-resumed.ts'

/**
 * Says that no source at all answers, for as long as that is so, and in the same place that it works again, until it is
 * dismissed. One takes the other's room, so that nothing under it moves by itself.
 */
export function CollectingStrip({ collecting: { stopped, resumed } }: { collecting: CollectingView }) {
  const dismissed = useDismissedResumed()
  const box = useRef<HTMLDivElement>(null)
  const isResumed = resumed !== null && resumed.id !== dismissed
  const isStopped = stopped !== null
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    if (isStopped) element.style.minBlockSize = `${element.offsetHeight}px`
    else if (!isResumed) element.style.minBlockSize = ''
  }, [isStopped, isResumed])
  return (
    <div ref={box} role="status" className="CollectingStrip">
      {stopped ? <Stopped stopped={stopped} /> : isResumed ? <Resumed resumed={resumed} /> : null}
    </div>
  )
}

function Stopped({ stopped: { since, failed, late } }: { stopped: NonNullable<CollectingView['stopped']> }) {
  const search = failed > 0 ? { health: 'trouble' as const } : { sort: 'next' as const }
  return (
    <Notice tone="danger">
      <p>
        <strong>
          {since === null ? (
            t('sources.stoppedEver')
          ) : (
            <T id="sources.stoppedSince" values={{ when: <Time at={since} as="moment" />, ago: <Time at={since} /> }} />
          )}
        </strong>{' '}
        <T
          id="sources.stoppedCount"
          values={{ failed, late }}
          components={{ toThem: <Link to="/sources" search={search} /> }}
        />
      </p>
      <p>{t('sources.stoppedTodo')}</p>
    </Notice>
  )
}

function Resumed({ resumed: { id, at, stoodStillMs } }: { resumed: NonNullable<CollectingView['resumed']> }) {
  const when = <Time at={at} as="moment" />
  return (
    <Notice tone="accent">
      <div className="CollectingStrip-resumed">
        <p>
          {stoodStillMs === null ? (
            <T id="sources.resumedFirst" values={{ when }} />
          ) : (
            <T id="sources.resumed" values={{ when, length: formatDuration(stoodStillMs) }} />
          )}
        </p>
        <IconButton icon="close" size="small" label={t('ui.close')} onPress={() => dismissResumed(id)} />
      </div>
    </Notice>
  )
}
