import { createContext } from 'react'

/** Where the frame keeps the page's heading: pages put theirs there, so that a page spends no line on its own name. */
export const TitleSlot = createContext<HTMLElement | null>(null)
