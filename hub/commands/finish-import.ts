import { scopeOf } from '@hub/core/access/scope.ts'
import type { AllowList } from '@hub/core/source/allow-list.ts'
import type { ImportView, RefusedEntry } from '@hub/core/source/import-view.ts'
import type { Db } from '@hub/db/connect.ts'
import { advanceImport } from '@hub/db/source/advance-import.ts'
import { getImport, listRefused } from '@hub/db/source/read-imports.ts'
import type { WriteBy } from '@hub/db/write.ts'

/** What became of an outline file: as the page shows it, with every refused entry. */
export type ImportReport = Omit<ImportView, 'refused'> & { found: number; refused: RefusedEntry[] }

const REFUSED_MAX = 1_000_000

/** Takes every entry of a started import in, beside whatever workers do, and says what became of them. */
export async function finishImport(db: Db, by: WriteBy, id: string, allowList: AllowList): Promise<ImportReport> {
  for (let isDone = false; !isDone;) isDone = (await advanceImport(db, by, id, allowList)).isDone
  const scope = scopeOf(by.actor, 'source.read')
  if (!scope) throw new Error('The operator may read sources.')
  const view = await getImport(db, scope, id, by.now)
  const { rows } = await listRefused(db, scope, id, { limit: REFUSED_MAX })
  return { ...view, found: view.total ?? 0, refused: rows }
}

/** The report in words, a line for each refused entry. */
export function describeReport(report: ImportReport, isStarter: boolean): string {
  const lines = [
    `${report.added} sources added, ${report.alreadyThere} were there already, ${report.refused.length} refused.`,
  ]
  for (const { line, text, reason, todo } of report.refused)
    lines.push(`  line ${line ?? '?'}: ${reason} ${todo}  ${text}`)
  if (report.profile) {
    const standing = report.profile.inForce
      ? 'in force: they are collected from now on'
      : 'not in force: approve it and they are collected'
    const chosen = isStarter ? ' (the starter profile, since none was given with --profile)' : ''
    lines.push(`They are named in “${report.profile.title}”${chosen}, which is ${standing}.`)
  }
  return lines.join('\n')
}
