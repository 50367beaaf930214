import { type Env, readEnv } from '@hub/config/env.ts'

/** Settings are wrong: every fault, one a line, in words an operator can act on. */
export class SettingsRefused extends Error {}

/** Reads the environment once. Prints warnings through `warn`; throws SettingsRefused with all faults at once. */
export function readSettings(warn: (words: string) => void): Env {
  const reading = readEnv()
  if (!reading.ok) {
    throw new SettingsRefused(
      `The hub cannot start with these settings:\n${reading.faults.map((fault) => `  - ${fault}`).join('\n')}`,
    )
  }
  for (const warning of reading.warnings) warn(`Note: ${warning}`)
  return reading.env
}
