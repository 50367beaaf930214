import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDate } from '@hub/workers/collect/parse-date.ts'
import { CORPUS } from './corpus.ts'

type StatedDate = { input: string; iso: string | null }
export type DateScore = {
  right: number
  of: number
  wrong: { input: string; wanted: string | null; got: string | null }[]
}

/** Reads every odd spelling of a date that feedparser states the meaning of, and compares to the second. */
export function scoreOddDates(): DateScore {
  const path = join(CORPUS, 'feedparser/dates.json')
  const stated: StatedDate[] = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as StatedDate[]) : []
  const toSecond = (date: Date | null) => date?.toISOString().slice(0, 19) ?? null
  const wrong = stated.flatMap(({ input, iso }) => {
    const wanted = iso === null ? null : toSecond(new Date(iso))
    const got = toSecond(parseDate(input))
    return got === wanted ? [] : [{ input, wanted, got }]
  })
  return { right: stated.length - wrong.length, of: stated.length, wrong }
}
