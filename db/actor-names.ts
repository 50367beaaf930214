import { userIdSchema } from '@hub/core/ids.ts'

import type { Reader } from './connect.ts'

/** The name behind a recorded actor: a person's present name, or the reference itself for jobs and the operator. */
export type ActorNames = (reference: string) => string

/** Looks the names of all recorded actors of an answer up at once. */
export async function findActorNames(db: Reader, references: readonly (string | null)[]): Promise<ActorNames> {
  const ids = [...new Set(references)].flatMap((reference) => {
    const id = userIdSchema.safeParse(reference)
    return id.success ? [id.data] : []
  })
  const users =
    ids.length === 0 ? [] : await db.selectFrom('userAccount').select(['id', 'name']).where('id', 'in', ids).execute()
  const names = new Map<string, string>(users.map(({ id, name }) => [id, name]))
  return (reference) => names.get(reference) ?? reference
}
