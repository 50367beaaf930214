import type { Decision, EngineItem, NarrativeEngine } from '@hub/core/narrative/engine-types.ts'

export const DAY_MS = 86_400_000
export const START_MS = Date.UTC(2026, 2, 2, 8)

/** Two stories that share no word that matters, and how each is told again later. */
export const FLOOD = [
  'River Aldova floods the old town of Brenk, hundreds evacuated overnight',
  'Hundreds evacuated in Brenk as the river Aldova floods the old town',
  'Brenk flood: evacuated families wait as Aldova river crests in old town',
  'Army sent to Brenk after Aldova river floods, evacuated families housed in schools',
]
export const FLOOD_AGAIN = 'Old photos of flooded Brenk and the Aldova river are shared as new: nobody was evacuated'
export const VOTE = [
  'Rumour says the election date was moved to Tuesday, electoral commission denies it',
  'No, the election date has not moved to Tuesday, says electoral commission',
  'Electoral commission: election date stays Sunday, rumour about Tuesday is wrong',
]
export const VOTE_AGAIN =
  'The rumour is back: election date moved to Tuesday, says a clip; the electoral commission denies it'
/** What neither of them is, for time to pass. */
export const OTHER = 'Parliament debates the fuel price while truck drivers block the border crossing'

/** Items that were told so far; two engines that are to be told the same set it back. */
export const counted = { items: 0 }

/** Gives an engine the next item, so many days after the start. */
export function put(engine: NarrativeEngine, text: string, day: number): Decision {
  counted.items += 1
  const item: EngineItem = {
    id: `i${counted.items}`,
    title: '',
    text,
    language: 'en',
    eventAtMs: START_MS + day * DAY_MS,
    sourceId: 's',
    publisherId: 'p',
    url: null,
  }
  return engine.assign(item, item.eventAtMs, `n${counted.items}`)
}
