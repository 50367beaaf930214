import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'

import { grantAppRole } from './grant-app-role.ts'
import * as draftNarratives from './migrations/20261126-draft-narratives.ts'
import * as findSightings from './migrations/20261126-find-sightings.ts'
import * as drawStorylines from './migrations/20261126-draw-storylines.ts'
import * as shareClaims from './migrations/20261126-share-claims.ts'
import * as nameNarratives from './migrations/20261126-name-narratives.ts'
import * as noteCollectingStops from './migrations/20261126-note-collecting-stops.ts'
import * as ruleNarratives from './migrations/20261126-rule-narratives.ts'
import * as speedCatchingUp from './migrations/20261126-speed-catching-up.ts'
import * as tellDiscoveryProgress from './migrations/20261126-tell-discovery-progress.ts'
import * as writeDetectionRules from './migrations/20261126-write-detection-rules.ts'
import * as passOnAnswers from './migrations/20261126-pass-on-answers.ts'
import * as matchFactChecks from './migrations/20261126-match-fact-checks.ts'
import * as foundTheRecord from './migrations/20261122-found-the-record.ts'
import * as importItems from './migrations/20261125-import-items.ts'
import * as issueApiKeys from './migrations/20261125-issue-api-keys.ts'
import * as subscribeHubs from './migrations/20261125-subscribe-hubs.ts'
import * as placePageOrders from './migrations/20261125-place-page-orders.ts'
import * as recordTriageDecisions from './migrations/20261122-record-triage-decisions.ts'
import * as listSources from './migrations/20261125-list-sources.ts'
import * as speedItemSearch from './migrations/20261125-speed-item-search.ts'
import * as keepAndPurge from './migrations/20261125-keep-and-purge.ts'
import * as traceDueItems from './migrations/20261125-trace-due-items.ts'
import * as endProfiles from './migrations/20261125-end-profiles.ts'
import * as keepClaimReviews from './migrations/20261125-keep-claim-reviews.ts'
import * as takeTips from './migrations/20261125-take-tips.ts'
import * as takeSiteTurns from './migrations/20261125-take-site-turns.ts'
import * as speedTitleRanking from './migrations/20261125-speed-title-ranking.ts'
import * as takeImportsInSteps from './migrations/20261125-take-imports-in-steps.ts'

/** Every migration, oldest first. Forward only: a mistake is mended by a further one. */
const MIGRATIONS = {
  '20261122-found-the-record': foundTheRecord,
  '20261122-record-triage-decisions': recordTriageDecisions,
  '20261125-issue-api-keys': issueApiKeys,
  '20261125-list-sources': listSources,
  '20261125-speed-item-search': speedItemSearch,
  '20261125-keep-claim-reviews': keepClaimReviews,
  '20261125-take-tips': takeTips,
  '20261125-import-items': importItems,
  '20261125-take-site-turns': takeSiteTurns,
  '20261125-speed-title-ranking': speedTitleRanking,
  '20261125-place-page-orders': placePageOrders,
  '20261125-subscribe-hubs': subscribeHubs,
  '20261125-take-imports-in-steps': takeImportsInSteps,
  '20261125-end-profiles': endProfiles,
  '20261125-keep-and-purge': keepAndPurge,
  '20261125-trace-due-items': traceDueItems,
  '20261126-find-sightings': findSightings,
  '20261126-note-collecting-stops': noteCollectingStops,
  '20261126-tell-discovery-progress': tellDiscoveryProgress,
  '20261126-name-narratives': nameNarratives,
  '20261126-draw-storylines': drawStorylines,
  '20261126-draft-narratives': draftNarratives,
  '20261126-write-detection-rules': writeDetectionRules,
  '20261126-rule-narratives': ruleNarratives,
  '20261126-match-fact-checks': matchFactChecks,
  '20261126-share-claims': shareClaims,
  '20261126-speed-catching-up': speedCatchingUp,
  '20261126-pass-on-answers': passOnAnswers,
}

/**
 * Brings the database to the present schema, gives the application role what it needs and no more, and makes this
 * and the coming months' partitions. Safe to run again and beside another process (an advisory lock decides).
 * `appRole` may be the owner itself (one role for both), which `doctor` warns about.
 */
export async function migrateDatabase(options: {
  owner: pg.PoolConfig
  appRole: string
  now?: Date
}): Promise<string[]> {
  const pool = new pg.Pool({ ...options.owner, max: 2 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => MIGRATIONS },
      // Migrations of one day are ordered by name, and one that lands later may come before one that a hub has run.
      allowUnorderedMigrations: true,
      migrationTableName: 'schema_migration',
      migrationLockTableName: 'schema_migration_lock',
    })
    const { error, results } = await migrator.migrateToLatest()
    if (error) throw error
    await grantAppRole(db, options.appRole)
    const now = options.now ?? new Date()
    await sql`select ensure_partitions(${now}::timestamptz - interval '1 month', ${now}::timestamptz + interval '3 months')`.execute(
      db,
    )
    return (results ?? []).map(({ migrationName }) => migrationName)
  } finally {
    await db.destroy()
  }
}
