import type { NarrativeView } from './match-narrative.ts'

/** An item of a narrative as matching reads it, no copy and no fact-checker's own page; `centrality` is its closeness to the centre. */
export type ViewItem = { id: string; title: string; text: string; language: string; centrality: number }
export type ViewedNarrative = { title: string; language: string; terms: readonly string[] }

const CENTRAL = 2
const NEWEST = 2
/** From this many items on the key terms are worth a question of their own. */
const TERMS_FROM_ITEMS = 3

/** The questions that stand for a narrative: its two newest and two most central items, and its key terms. Items come newest first. */
export function chooseViews(narrative: ViewedNarrative, items: readonly ViewItem[]): NarrativeView[] {
  const newest = items.slice(0, NEWEST)
  const central = items
    .slice(NEWEST)
    .toSorted((a, b) => b.centrality - a.centrality || (a.id < b.id ? -1 : 1))
    .slice(0, CENTRAL)
  const views = [...newest, ...central].map(({ id, title, text, language }) => ({
    itemId: id,
    query: { title, text, language },
  }))
  if (items.length < TERMS_FROM_ITEMS) return views
  const { title, language, terms } = narrative
  return [...views, { itemId: null, query: { title, text: '', language, terms } }]
}
