import { type AllowList, parseAllowList } from '@hub/core/source/allow-list.ts'

import { SettingsRefused } from './settings.ts'

/** Reads HUB_ALLOW_HOSTS; throws SettingsRefused with every fault at once. */
export function readAllowList(text: string): AllowList {
  const { allowList, faults } = parseAllowList(text)
  if (faults.length === 0) return allowList
  throw new SettingsRefused(`HUB_ALLOW_HOSTS cannot be read:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
}
