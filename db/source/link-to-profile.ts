import type { ProfileId, SourceId } from '@hub/core/ids.ts'

import type { Write } from '../write.ts'

const ROWS_AT_ONCE = 1000

/** Names sources in a profile; those it names already stay as they are. Returns those that are new to it. */
export async function linkToProfile(
  w: Write,
  profileId: ProfileId,
  sourceIds: readonly SourceId[],
): Promise<SourceId[]> {
  const added: SourceId[] = []
  for (let start = 0; start < sourceIds.length; start += ROWS_AT_ONCE) {
    const links = sourceIds
      .slice(start, start + ROWS_AT_ONCE)
      .map((sourceId) => ({ profileId, sourceId, addedAt: w.by.now }))
    const rows = await w.tx
      .insertInto('watchProfileSource')
      .values(links)
      .onConflict((conflict) => conflict.doNothing())
      .returning('sourceId')
      .execute()
    added.push(...rows.map(({ sourceId }) => sourceId))
  }
  return added
}
