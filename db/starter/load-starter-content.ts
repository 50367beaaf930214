import { LIVE_WORLD } from '@hub/core/access/role.ts'
import type { RuleInput } from '@hub/core/signal/rule-view.ts'
import { EMPTY_ALLOW_LIST } from '@hub/core/source/allow-list.ts'

import type { Db, Tx } from '../connect.ts'
import { addDetectionRule } from '../detection-rule/add-detection-rule.ts'
import { publishStarterPlaybook } from '../playbook/publish-starter-playbook.ts'
import { approveProfile } from '../profile/approve-profile.ts'
import { proposeProfile } from '../profile/propose-profile.ts'
import { STARTER_PROFILE_SETTING } from '../profile/queries.ts'
import { addRouteRule } from '../route-rule/add-route-rule.ts'
import { openUnit } from '../unit/open-unit.ts'
import { findUnitBySlug } from '../unit/queries.ts'
import type { WriteBy } from '../write.ts'
import { lockSetting, saveSetting } from './hub-setting.ts'
import type { StarterContent, StarterProfile, StarterRoute, StarterUnit } from './starter-content.ts'

const UNITS_SETTING = 'starter_units'
const ROUTES_SETTING = 'starter_routes'
const RULES_SETTING = 'starter_detection_rules'

/**
 * Loads what the installation brings along. Units, rules and the profile are loaded once and then belong to people:
 * what they renamed, moved, closed or removed stays so on every later start. Playbooks that people here have not
 * rewritten follow the installation's version. Safe beside another starting process.
 */
export async function loadStarterContent(db: Db, now: Date, content: StarterContent): Promise<void> {
  const by: WriteBy = { actor: { kind: 'job', name: 'installation', world: LIVE_WORLD }, now }
  await db.transaction().execute(async (tx) => {
    await once(tx, UNITS_SETTING, now, () => loadUnits(tx, by, content.units))
    await once(tx, ROUTES_SETTING, now, () => loadRoutes(tx, by, content.routes))
    await once(tx, RULES_SETTING, now, () => loadRules(tx, by, content.detectionRules))
    await once(tx, STARTER_PROFILE_SETTING, now, () => loadProfile(tx, by, content.profile))
  })
  for (const playbook of content.playbooks) await publishStarterPlaybook(db, by, playbook)
}

async function once(tx: Tx, key: string, now: Date, load: () => Promise<Record<string, unknown>>): Promise<void> {
  if (await lockSetting(tx, key)) return
  await saveSetting(tx, key, await load(), now)
}

async function loadUnits(tx: Tx, by: WriteBy, units: readonly StarterUnit[]) {
  for (const { parent, ...unit } of units) {
    const above = parent === null ? undefined : await findUnitBySlug(tx, parent, by.actor.world)
    await openUnit(tx, by, { ...unit, parentId: above?.id ?? null })
  }
  return { slugs: units.map(({ slug }) => slug) }
}

async function loadRoutes(tx: Tx, by: WriteBy, routes: readonly StarterRoute[]) {
  for (const { units, ...written } of routes) {
    const rule = {
      ...written,
      terms: [...written.terms],
      countries: [...written.countries],
      languages: [...written.languages],
    }
    const found = await Promise.all(units.map((slug) => findUnitBySlug(tx, slug, by.actor.world)))
    const unitIds = found.flatMap((unit) => (unit ? [unit.id] : []))
    if (unitIds.length > 0) await addRouteRule(tx, by, { ...rule, unitIds })
  }
  return { titles: routes.map(({ title }) => title) }
}

async function loadRules(tx: Tx, by: WriteBy, rules: readonly RuleInput[]) {
  for (const rule of rules) await addDetectionRule(tx, by, rule)
  return { titles: rules.map(({ title }) => title) }
}

async function loadProfile(tx: Tx, by: WriteBy, { inForceMs, ...profile }: StarterProfile) {
  const endsAt = new Date(by.now.getTime() + inForceMs).toISOString()
  const { id } = await proposeProfile(tx, by, { ...profile, endsAt, sources: [], allowList: EMPTY_ALLOW_LIST })
  // The installation approves what it brings along: nobody is there yet. It says so in the profile and in the record.
  await approveProfile(tx, by, { id })
  return { id }
}
