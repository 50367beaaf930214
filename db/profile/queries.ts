import type { Scope } from '@hub/core/access/scope.ts'
import { type ProfileId, profileIdSchema } from '@hub/core/ids.ts'
import { endsWithinDays, latestProfileEnd } from '@hub/core/source/profile-period.ts'
import type { ProfileStepView } from '@hub/core/source/profile-step.ts'
import { profileStanding, type ProfileView } from '@hub/core/source/profile-view.ts'

import { type ActorNames, findActorNames } from '../actor-names.ts'
import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'
import type { Row } from '../schema.ts'
import { readSetting } from '../starter/hub-setting.ts'
import { longestProfileDays } from './longest-profile-days.ts'

/** Where the id of the starter profile is kept. */
export const STARTER_PROFILE_SETTING = 'starter_profile'

/** The profile that the installation brought along, whatever became of it since. */
export async function findStarterProfileId(db: Reader): Promise<ProfileId | undefined> {
  const setting = await readSetting(db, STARTER_PROFILE_SETTING)
  return profileIdSchema.optional().parse(setting?.['id'])
}

/** Every watch profile, newest first. */
export async function listProfiles(db: Reader, scope: Scope, now: Date): Promise<ProfileView[]> {
  const rows = await profiles(db, scope).orderBy('createdAt', 'desc').orderBy('id', 'desc').execute()
  const names = await findActorNames(
    db,
    rows.flatMap(({ proposedBy, approvedBy, extensionProposedBy }) => [proposedBy, approvedBy, extensionProposedBy]),
  )
  const at = { now, longestDays: await longestProfileDays(db) }
  return rows.map((row) => viewProfile(row, names, at))
}

/** One watch profile. Throws NotFound. */
export async function getProfile(db: Reader, scope: Scope, id: ProfileId, now: Date): Promise<ProfileView> {
  const row = await profiles(db, scope).where('watchProfile.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('watch profile')
  const names = await findActorNames(db, [row.proposedBy, row.approvedBy, row.extensionProposedBy])
  return viewProfile(row, names, { now, longestDays: await longestProfileDays(db) })
}

function profiles(db: Reader, scope: Scope) {
  return db
    .selectFrom('watchProfile')
    .selectAll('watchProfile')
    .select((eb) =>
      eb
        .selectFrom('watchProfileSource')
        .innerJoin('source', 'source.id', 'watchProfileSource.sourceId')
        .select((sub) => sub.fn.countAll<number>().as('count'))
        .whereRef('watchProfileSource.profileId', '=', 'watchProfile.id')
        .where('source.state', '<>', 'retired')
        .as('sourceCount'),
    )
    .where('watchProfile.world', '=', scope.world)
}

function viewProfile(
  row: Row<'watchProfile'> & { sourceCount: number | null },
  nameOf: ActorNames,
  { now, longestDays }: { now: Date; longestDays: number },
): ProfileView {
  return {
    id: row.id,
    title: row.title,
    purpose: row.purpose,
    legalBasis: row.legalBasis,
    necessity: row.necessity,
    proportionality: row.proportionality,
    impactAssessmentReference: row.impactAssessmentReference,
    terms: row.terms,
    exclusions: row.exclusions,
    languages: row.languages,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    standing: profileStanding(row, now),
    proposedBy: nameOf(row.proposedBy),
    approvedBy: row.approvedBy === null ? null : nameOf(row.approvedBy),
    approvedAt: row.approvedAt?.toISOString() ?? null,
    withdrawnReason: row.withdrawnReason,
    extension: viewExtension(row, nameOf),
    endsWithinDays: row.state === 'approved' ? endsWithinDays(row.endsAt, now) : null,
    latestEnd: latestProfileEnd(now, longestDays).toISOString(),
    sourceCount: row.sourceCount ?? 0,
    rowVersion: row.rowVersion,
  }
}

function viewExtension(row: Row<'watchProfile'>, nameOf: ActorNames): ProfileView['extension'] {
  const { extensionEndsAt: endsAt, extensionReason: reason, extensionProposedBy: by, extensionProposedAt: at } = row
  if (endsAt === null || reason === null || by === null || at === null) return null
  return { endsAt: endsAt.toISOString(), reason, askedBy: nameOf(by), askedAt: at.toISOString() }
}

/** What happened to a profile, oldest first: who proposed, approved, extended or withdrew it, and why. Throws NotFound. */
export async function listProfileSteps(db: Reader, scope: Scope, id: ProfileId): Promise<ProfileStepView[]> {
  if (!(await profiles(db, scope).where('watchProfile.id', '=', id).executeTakeFirst()))
    throw new NotFound('watch profile')
  const rows = await db
    .selectFrom('profileStep')
    .selectAll()
    .where('profileId', '=', id)
    .orderBy('doneAt')
    .orderBy('id')
    .execute()
  const nameOf = await findActorNames(
    db,
    rows.map(({ doneBy }) => doneBy),
  )
  return rows.map(({ kind, endsAt, reason, doneBy, doneAt }) => ({
    kind,
    endsAt: endsAt?.toISOString() ?? null,
    reason,
    doneBy: nameOf(doneBy),
    doneAt: doneAt.toISOString(),
  }))
}
