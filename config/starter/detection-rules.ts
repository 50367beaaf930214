import type { RuleInput } from '@hub/core/signal/rule-view.ts'

const ANY = { terms: [], exclusions: [], languages: [], enabled: true, termReason: null } satisfies Partial<RuleInput>

/** The rule that notices narratives that emerge or grow; its limits are chosen in docs/benchmarks.md. */
export const GROWTH_RULE = {
  ...ANY,
  kind: 'growth',
  title: 'Independent publishers well above the usual',
  minItems: 3,
  minPublishers: 3,
  minZ: 3,
  severity: null,
} as const satisfies RuleInput

/** The detection rules of a new installation: everything that raises a signal is one of these and can be changed or switched off. */
export const STARTER_RULES: readonly RuleInput[] = [
  GROWTH_RULE,
  {
    ...ANY,
    kind: 'first_appearance',
    title: 'First seen in another language, community or kind of source',
    minItems: 1,
    minPublishers: 2,
    minZ: 0,
    severity: 'S4',
  },
  {
    ...ANY,
    kind: 'breakout',
    title: 'Rises on the Breakout Scale (suggested 2 or 3)',
    minItems: 1,
    minPublishers: 2,
    minZ: 0,
    severity: null,
  },
]
