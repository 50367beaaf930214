import './frame.css'
import './rail.css'
import './header.css'

import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'

import { useSession } from '../data/session.ts'
import { t } from '../i18n/t.ts'
import { LiveProvider } from '../live/LiveProvider.tsx'
import { TitleSlot } from '../ui/title-slot.ts'
import { Toasts } from '../ui/Toasts.tsx'
import { BottomBar } from './BottomBar.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import { Header } from './Header.tsx'
import { LiveStrip } from './LiveStrip.tsx'
import { Rail } from './Rail.tsx'
import { listFrameKeys, useFrameKeys } from './use-frame-keys.ts'

type Overlay = 'palette' | 'keys' | 'password'

const KeyHints = lazy(() => import('../ui/KeyHints.tsx').then((module) => ({ default: module.KeyHints })))
const SetPassword = lazy(() => import('./SetPassword.tsx').then((module) => ({ default: module.SetPassword })))

/** What surrounds every page of a signed-in person. */
export function Frame() {
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const firstPath = useRef<string | null>(path)
  const { world } = useSession()
  useFrameKeys({ onPalette: () => setOverlay('palette'), onKeys: () => setOverlay('keys') })
  useEffect(() => {
    // A new page starts at its beginning, for the eye and for the keyboard; the first one keeps the browser's own start.
    if (firstPath.current === path) return
    firstPath.current = null
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [path])
  const close = () => setOverlay(null)
  return (
    <TitleSlot value={slot}>
      <LiveProvider>
        <a href="#main" className="SkipLink">
          {t('frame.skip')}
        </a>
        {world === 'live' ? null : <div className="ExerciseBar">{t('frame.exercise')}</div>}
        <div className="Frame">
          <Rail />
          <div className="Frame-column">
            <Header
              onSlot={setSlot}
              onPalette={() => setOverlay('palette')}
              onShowKeys={() => setOverlay('keys')}
              onSetPassword={() => setOverlay('password')}
            />
            <LiveStrip />
            <main id="main" ref={main} tabIndex={-1}>
              <Suspense>
                <Outlet />
              </Suspense>
            </main>
          </div>
          <BottomBar />
        </div>
        <Toasts />
        <CommandPalette isOpen={overlay === 'palette'} onClose={close} />
        <Suspense>
          {overlay === 'keys' ? <KeyHints isOpen onClose={close} everywhere={listFrameKeys()} /> : null}
          {overlay === 'password' ? <SetPassword onClose={close} /> : null}
        </Suspense>
      </LiveProvider>
    </TitleSlot>
  )
}
