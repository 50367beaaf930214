import type { Db } from '@hub/db/connect.ts'

/** How many audit entries an act leaves, whether it succeeds or is refused. */
export async function countAudit(db: Db, act: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    const row = await db
      .selectFrom('auditEvent')
      .select((eb) => eb.fn.countAll<number>().as('entries'))
      .executeTakeFirstOrThrow()
    return row.entries
  }
  const before = await count()
  await act().catch(() => undefined)
  return (await count()) - before
}
