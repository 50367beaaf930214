import type { Scope } from '@hub/core/access/scope.ts'
import { type ImportReport, importReportSchema } from '@hub/core/source/source-view.ts'

import type { Reader } from '../connect.ts'
import { NotFound } from '../errors.ts'

/** The stored report of an import. Throws NotFound. */
export async function getImport(db: Reader, scope: Scope, id: string): Promise<ImportReport> {
  const row = await db
    .selectFrom('sourceImport')
    .select('report')
    .where('id', '=', id)
    .where('world', '=', scope.world)
    .executeTakeFirst()
  if (!row) throw new NotFound('import')
  return importReportSchema.parse(row.report)
}
