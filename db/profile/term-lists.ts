import { EMPTY_TERM_LISTS, TERM_LIST_HEADINGS, type TermLists, termListsSchema } from '@hub/core/source/term-lists.ts'

import type { Db, Reader, Tx } from '../connect.ts'
import { lockSetting, readSetting, saveSetting } from '../starter/hub-setting.ts'
import { write, type WriteBy } from '../write.ts'

const TERM_LISTS_SETTING = 'term_lists'

/** The operator's own names for the linter of terms; empty lists where none were given. */
export async function readTermLists(db: Reader): Promise<TermLists> {
  return readValue(await readSetting(db, TERM_LISTS_SETTING))
}

/** Puts the operator's names in place of those before. Profiles in force stay as they were approved. */
export async function setTermLists(db: Db | Tx, by: WriteBy, lists: TermLists): Promise<TermLists> {
  return write(db, by, async (w) => {
    await w.require('profile.approve')
    const before = readValue(await lockSetting(w.tx, TERM_LISTS_SETTING))
    if (TERM_LIST_HEADINGS.every((heading) => lists[heading].join('\n') === before[heading].join('\n'))) {
      w.unchanged()
      return before
    }
    await saveSetting(w.tx, TERM_LISTS_SETTING, { ...lists }, by.now)
    const changes = TERM_LIST_HEADINGS.map((heading) => [
      heading,
      {
        added: lists[heading].filter((name) => !before[heading].includes(name)),
        removed: before[heading].filter((name) => !lists[heading].includes(name)),
      },
    ])
    await w.audit({
      action: 'changed',
      noun: 'profile',
      objectId: TERM_LISTS_SETTING,
      details: Object.fromEntries(changes),
    })
    await w.live({ noun: 'profile', id: TERM_LISTS_SETTING, version: 1 })
    return lists
  })
}

function readValue(value: unknown): TermLists {
  const parsed = termListsSchema.safeParse(value)
  return parsed.success ? parsed.data : EMPTY_TERM_LISTS
}
