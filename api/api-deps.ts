import type { Logger } from 'pino'

import type { AllowList } from '@hub/core/source/allow-list.ts'
import type { Db } from '@hub/db/connect.ts'

import type { HubAuth } from './auth.ts'
import type { LiveChanges } from './live-changes.ts'

/** What the HTTP door works with; the composition root makes each once and hands it in. */
export type ApiDeps = {
  db: Db
  auth: HubAuth
  /** Origin people open, without a closing slash. */
  publicUrl: string
  /** Every origin a browser may write from: the public one, and this machine's own names for it. */
  trustedOrigins: readonly string[]
  clock: () => Date
  liveChanges: LiveChanges
  /** Hosts an operator lets the collector reach: each of their sources is a publisher of its own. */
  allowList: AllowList
  /** The model that drafts titles and summaries; undefined: none does. */
  chatModel: string | undefined
  /** Folder of the built web app; undefined when there is none. */
  webRoot: string | undefined
  log: Logger
  version: string
}
