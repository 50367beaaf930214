import type { OpmlResult } from '@hub/core/source/parse-opml.ts'

import type { Write } from '../write.ts'

const ROWS_AT_ONCE = 1000

/** Writes what was read from an outline file, in its order; from now on the import runs. The caller holds its row. */
export async function storeEntries(
  w: Write,
  importId: string,
  { entries, refused }: Pick<OpmlResult, 'entries' | 'refused'>,
): Promise<void> {
  const rows = [
    ...entries.map(({ url, title, siteUrl, folder, line }) => ({
      ...{ line, title, url, siteUrl, folder },
      ...{ outcome: null, reason: null, todo: null },
    })),
    ...refused.map(({ line, text, reason, todo }) => ({
      ...{ line, title: text, url: null, siteUrl: null, folder: [] },
      ...{ outcome: 'refused' as const, reason, todo },
    })),
  ]
    .sort((left, right) => left.line - right.line)
    .map((row, index) => ({ importId, position: index + 1, ...row }))
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await w.tx
      .insertInto('sourceImportEntry')
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .execute()
  }
  const isEmpty = entries.length === 0
  await w.tx
    .updateTable('sourceImport')
    .set({
      state: isEmpty ? 'done' : 'running',
      finishedAt: isEmpty ? w.by.now : null,
      opml: null,
      total: rows.length,
      done: refused.length,
      refused: refused.length,
    })
    .where('id', '=', importId)
    .execute()
}
