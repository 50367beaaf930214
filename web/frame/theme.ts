import { useSyncExternalStore } from 'react'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const STORED_AS = 'hub.theme'
const listeners = new Set<() => void>()

function readTheme(): Theme {
  return THEMES.find((theme) => theme === localStorage.getItem(STORED_AS)) ?? 'system'
}

/** Sets light or dark for this browser, or follows the system. `public/theme.js` does the same before the first paint. */
export function setTheme(theme: Theme): void {
  localStorage.setItem(STORED_AS, theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  for (const listener of listeners) listener()
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }, readTheme)
}

/** Whether the page is dark at this moment. */
export function isDarkNow(theme: Theme): boolean {
  return theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
}
