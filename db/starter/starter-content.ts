import type { OpenUnit } from '@hub/core/access/unit-view.ts'
import type { RouteRuleInput } from '@hub/core/alert/route-rule-view.ts'
import type { PlaybookFile } from '@hub/core/playbook/playbook.ts'
import type { RuleInput } from '@hub/core/signal/rule-view.ts'
import type { ProposeProfile } from '@hub/core/source/profile-view.ts'

/** A starter unit names its parent by slug, since ids are made on loading. */
export type StarterUnit = Omit<OpenUnit, 'parentId'> & { parent: string | null }

/** A starter rule names its units by slug. */
export type StarterRoute = Omit<RouteRuleInput, 'unitIds' | 'terms' | 'countries' | 'languages'> & {
  terms: readonly string[]
  countries: readonly string[]
  languages: readonly string[]
  units: readonly string[]
  isCatchAll?: boolean
}

/** The starter profile ends so long after installation. */
export type StarterProfile = Omit<ProposeProfile, 'endsAt' | 'sources'> & { inForceMs: number }

/** What an installation brings along, so that the first person finds a hub that works. */
export type StarterContent = {
  units: readonly StarterUnit[]
  routes: readonly StarterRoute[]
  detectionRules: readonly RuleInput[]
  profile: StarterProfile
  playbooks: readonly PlaybookFile[]
}
