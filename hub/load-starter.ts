import { loadStarterPlaybooks } from '@hub/config/starter/load-playbooks.ts'
import { STARTER_RULES } from '@hub/config/starter/detection-rules.ts'
import { STARTER_PROFILE } from '@hub/config/starter/profile.ts'
import { STARTER_ROUTES } from '@hub/config/starter/routes.ts'
import { STARTER_UNITS } from '@hub/config/starter/units.ts'
import { connect } from '@hub/db/connect.ts'
import { loadStarterContent } from '@hub/db/starter/load-starter-content.ts'

import type { OpenDatabase } from './open-database.ts'

/** Loads the starter units, routes, detection rules, profile and playbooks, each once; what people changed stays as they left it. */
export async function loadStarter(database: OpenDatabase): Promise<void> {
  const connection = connect({ ...database.app, max: 2 })
  try {
    await loadStarterContent(connection.db, new Date(), {
      units: STARTER_UNITS,
      routes: STARTER_ROUTES,
      detectionRules: STARTER_RULES,
      profile: STARTER_PROFILE,
      playbooks: await loadStarterPlaybooks(),
    })
  } finally {
    await connection.close()
  }
}
