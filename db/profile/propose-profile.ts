import { actorReference } from '@hub/core/access/actor.ts'
import { may } from '@hub/core/access/permissions.ts'
import { profileIdSchema } from '@hub/core/ids.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'
import { lintTerms } from '@hub/core/source/lint-terms.ts'
import { EMPTY_TERM_LISTS } from '@hub/core/source/term-lists.ts'
import { judgeProfileEnd } from '@hub/core/source/profile-period.ts'
import type { ProposeProfile } from '@hub/core/source/profile-view.ts'

import type { Db, Tx } from '../connect.ts'
import { Conflict } from '../errors.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { insertSources } from '../source/insert-sources.ts'
import { write, type WriteBy } from '../write.ts'
import { longestProfileDays } from './longest-profile-days.ts'
import { recordProfileStep } from './record-profile-step.ts'
import { readTermLists } from './term-lists.ts'

/**
 * Proposes a watch profile with the feeds it names. Feeds the hub does not know become sources: approved ones when the
 * proposer may approve sources, else proposed. Nothing is collected under the profile until it is approved.
 */
export async function proposeProfile(
  db: Db | Tx,
  by: WriteBy,
  input: ProposeProfile & { allowList: AllowList },
): Promise<Row<'watchProfile'>> {
  return write(db, by, async (w) => {
    await w.require('profile.propose')
    // To leave out a party's or an outlet's own items is no search for it, so the lists do not bind exclusions.
    const found = [
      ...lintTerms(input.terms, await readTermLists(w.tx)),
      ...lintTerms(input.exclusions, EMPTY_TERM_LISTS),
    ]
    const refused = found.find(({ verdict }) => verdict.kind === 'refused')
    if (refused) throw new Conflict('term_refused', refused.verdict.message)
    const { sources, allowList, terms, exclusions, endsAt, ...words } = input
    const period = judgeProfileEnd(new Date(endsAt), by.now, await longestProfileDays(w.tx))
    if (!period.ok) throw new Conflict(period.code, period.message)
    const profile = await w.tx
      .insertInto('watchProfile')
      .values({
        id: newId(profileIdSchema),
        ...words,
        terms: JSON.stringify(terms),
        exclusions: JSON.stringify(exclusions),
        startsAt: by.now,
        endsAt: new Date(endsAt),
        state: 'proposed',
        proposedBy: actorReference(by.actor),
        approvedBy: null,
        approvedAt: null,
        world: by.actor.world,
        createdAt: by.now,
        updatedAt: by.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    const state = may(by.actor, 'source.manage').allowed ? 'approved' : 'proposed'
    const named = await insertSources(
      w,
      sources.map((url) => ({ url })),
      { state, allowList, profileId: profile.id },
    )
    const details = {
      title: profile.title,
      endsAt,
      terms,
      sourcesAdded: named.addedIds.length,
      sourcesNamed: sources.length,
    }
    await recordProfileStep(w, { profileId: profile.id, kind: 'proposed', endsAt: profile.endsAt })
    await w.audit({ action: 'proposed', noun: 'profile', objectId: profile.id, details })
    await w.live({ noun: 'profile', id: profile.id, version: profile.rowVersion })
    return profile
  })
}
