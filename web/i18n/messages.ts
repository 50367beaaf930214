import access from './locales/en/access.json'
import frame from './locales/en/frame.json'
import narratives from './locales/en/narratives.json'
import situation from './locales/en/situation.json'
import terms from './locales/en/terms.json'
import triage from './locales/en/triage.json'
import ui from './locales/en/ui.json'

/** Every English message by its id, one file an area. Ids start with the area's name. */
export const en = { ...ui, ...terms, ...frame, ...access, ...situation, ...triage, ...narratives }

export type MessageKey = keyof typeof en
