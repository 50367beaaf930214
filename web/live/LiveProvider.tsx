import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

import { listenToChanges } from './listen-to-changes.ts'

export type LiveState = 'connecting' | 'live' | 'lost'

const LiveContext = createContext<LiveState>('connecting')

/** Whether changes of others reach this page by themselves at the moment. */
export function useLiveState(): LiveState {
  return useContext(LiveContext)
}

/** Holds the one stream of changes of a signed-in page and has TanStack Query fetch again what they touch. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(
    () =>
      listenToChanges('/api/v1/events', {
        onState: setState,
        onNouns: (nouns, pace) => {
          const touches = (shown: readonly string[] | undefined) => shown?.some((noun) => nouns.has(noun)) ?? false
          const isOfPace = (isLongList = false) => isLongList === (pace === 'gentle')
          void client.invalidateQueries({
            predicate: ({ meta }) => isOfPace(meta?.isLongList) && touches(meta?.nouns),
          })
        },
        onEverything: () => void client.invalidateQueries(),
      }),
    [client],
  )
  return <LiveContext value={state}>{children}</LiveContext>
}
