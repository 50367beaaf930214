import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

import { t } from '../i18n/t.ts'
import { actOnKey, isPageKey } from '../ui/page-keys.ts'
import { NAV } from './nav.ts'

const GO_WITHIN_MS = 1_200

/** The keys of every page, for the `?` dialog. */
export function listFrameKeys(): { key: string; does: string }[] {
  return [
    { key: 'Ctrl K', does: t('frame.search') },
    { key: '?', does: t('frame.keysShow') },
    ...NAV.map(({ goKey, label }) => ({ key: `g ${goKey}`, does: t('frame.goTo', { page: t(label) }) })),
  ]
}

/** Listens to the keys of the frame and of the page that is shown; one listener for all. */
export function useFrameKeys({ onPalette, onKeys }: { onPalette: () => void; onKeys: () => void }): void {
  const navigate = useNavigate()
  const latest = useRef({ onPalette, onKeys, navigate })
  latest.current = { onPalette, onKeys, navigate }
  useEffect(() => {
    let goSinceMs = Number.NEGATIVE_INFINITY
    const onKey = (event: KeyboardEvent) => {
      const { onPalette: openPalette, onKeys: openKeys, navigate: go } = latest.current
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        openPalette()
        return
      }
      if (!isPageKey(event)) return
      const isGoing = event.timeStamp - goSinceMs < GO_WITHIN_MS
      goSinceMs = Number.NEGATIVE_INFINITY
      const target = isGoing ? NAV.find(({ goKey }) => goKey === event.key) : undefined
      if (target) void go({ to: target.to })
      else if (event.key === '?') openKeys()
      else if (event.key === 'g') goSinceMs = event.timeStamp
      else if (!actOnKey(event)) return
      event.preventDefault()
    }
    // A grid keeps every key to itself, so keys pressed in one are caught on their way down.
    const isInGrid = ({ target }: KeyboardEvent) => target instanceof Element && target.closest('[role=grid]') !== null
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.eventPhase === Event.CAPTURING_PHASE) === isInGrid(event)) onKey(event)
    }
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('keydown', onKeyDown, true)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('keydown', onKeyDown, true)
    }
  }, [])
}
