import { v7 } from 'uuid'

import type { z } from 'zod'

/** A new UUIDv7, branded by the schema of the noun it names: `newId(caseIdSchema)`. */
export function newId<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
  return schema.parse(v7())
}

/** A new UUIDv7 for rows that nothing else points at. */
export function newRowId(): string {
  return v7()
}
