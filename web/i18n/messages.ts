import access from './locales/en/access.json'
import admin from './locales/en/admin.json'
import board from './locales/en/board.json'
import cases from './locales/en/case.json'
import drafts from './locales/en/drafts.json'
import factChecks from './locales/en/factChecks.json'
import frame from './locales/en/frame.json'
import items from './locales/en/items.json'
import intake from './locales/en/intake.json'
import narratives from './locales/en/narratives.json'
import playbooks from './locales/en/playbooks.json'
import profiles from './locales/en/profiles.json'
import profilePreview from './locales/en/profilePreview.json'
import retention from './locales/en/retention.json'
import rules from './locales/en/rules.json'
import situation from './locales/en/situation.json'
import snooze from './locales/en/snooze.json'
import sources from './locales/en/sources.json'
import storyline from './locales/en/storyline.json'
import terms from './locales/en/terms.json'
import tips from './locales/en/tips.json'
import triage from './locales/en/triage.json'
import ui from './locales/en/ui.json'
import workbench from './locales/en/workbench.json'

/** Every English message by its id, one file an area. Ids start with the area's name. */
export const en = {
  ...ui,
  ...terms,
  ...frame,
  ...access,
  ...situation,
  ...triage,
  ...narratives,
  ...drafts,
  ...workbench,
  ...storyline,
  ...items,
  ...board,
  ...cases,
  ...playbooks,
  ...sources,
  ...profiles,
  ...profilePreview,
  ...tips,
  ...factChecks,
  ...admin,
  ...intake,
  ...retention,
  ...rules,
  ...snooze,
}

export type MessageKey = keyof typeof en
