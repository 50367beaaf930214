import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 720px)'

/** Whether the window is as narrow as a phone, where another layout is needed and not only another style. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(NARROW)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(NARROW).matches,
  )
}
