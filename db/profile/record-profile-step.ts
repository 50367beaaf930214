import { actorReference } from '@hub/core/access/actor.ts'
import type { ProfileId } from '@hub/core/ids.ts'
import type { ProfileStepKind } from '@hub/core/source/profile-step.ts'

import { newRowId } from '../new-id.ts'
import type { Write } from '../write.ts'

/** Adds to the history that the profile's page shows. The audit log has the same and more, for its own readers. */
export async function recordProfileStep(
  w: Write,
  step: { profileId: ProfileId; kind: ProfileStepKind; endsAt: Date | null; reason?: string | null | undefined },
): Promise<void> {
  await w.tx
    .insertInto('profileStep')
    .values({
      id: newRowId(),
      profileId: step.profileId,
      kind: step.kind,
      endsAt: step.endsAt,
      reason: step.reason ?? null,
      doneBy: actorReference(w.by.actor),
      doneAt: w.by.now,
    })
    .execute()
}
