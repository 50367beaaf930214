import { ensureFirstAdministrator } from '@hub/api/first-administrator.ts'
import type { InviteDeps } from '@hub/api/sign-in-link.ts'
import { STARTER_UNITS } from '@hub/config/starter/units.ts'
import { findUnitBySlug } from '@hub/db/unit/queries.ts'

/** The first administrator's one-time link, until somebody has signed in; undefined afterwards. */
export async function firstSignInLink(deps: InviteDeps): Promise<string | undefined> {
  const coordination = STARTER_UNITS.find(({ kind }) => kind === 'coordination')
  const unit = coordination && (await findUnitBySlug(deps.db, coordination.slug, 'live'))
  if (!unit) return undefined
  const by = { actor: { kind: 'operator', name: 'installation', world: 'live' }, now: new Date() } as const
  return (await ensureFirstAdministrator(deps, by, unit.id)) ?? undefined
}
