import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { CORPUS_ABSENT, isCorpusPresent, listOrdinaryFeeds } from './feeds/corpus.ts'
import { readEncodings } from './feeds/encodings.ts'
import { readExpectations } from './feeds/expectations.ts'
import { FAULTS, keepUnderFault } from './feeds/faults.ts'
import { FEED_READERS, READER_NAMES } from './feeds/feed-readers.ts'
import { DATES_GOAL, ENCODINGS_GOAL, FEEDS_PER_CPU_SECOND_GOAL, FIELD_GOALS } from './feeds/marks.ts'
import { measureSpeed } from './feeds/measure-speed.ts'
import { scoreOddDates } from './feeds/odd-dates.ts'
import { scoreFeeds, type FeedScore } from './feeds/score-feeds.ts'
import { SCORED_FIELDS } from './feeds/stated-values.ts'

await main()

/** Prints the marks with goal and outcome; with `--misses` also every stated value that did not come out. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { misses: { type: 'boolean', default: false }, rounds: { type: 'string', default: '15' } },
  })
  if (!isCorpusPresent) {
    console.log(CORPUS_ABSENT)
    return
  }
  const ordinary = listOrdinaryFeeds()
  await printValues(values.misses)
  await printFaults(ordinary)
  printEncodings()
  printDates(values.misses)
  await printSpeed(ordinary, Number(values.rounds))
}

async function printValues(withMisses: boolean): Promise<void> {
  const expectations = readExpectations()
  const score = await scoreFeeds(expectations, FEED_READERS.hub)
  console.log(`Values stated by the suites, ${score.files} files, ${score.unread.length} unread`)
  for (const field of SCORED_FIELDS) {
    const goal = FIELD_GOALS[field]
    console.log(line(field, score.right[field], score.asked[field], goal))
  }
  if (withMisses) for (const miss of score.misses) console.log(`    ${JSON.stringify(miss)}`)
  // The peers read the suites' own small files only: hostile input hangs some of them.
  for (const name of READER_NAMES.filter((reader) => reader !== 'hub')) {
    const peer = await scoreFeeds(expectations, FEED_READERS[name])
    console.log(
      `  beside it, ${name}: ${percent(rightShare(peer))} of all values (hub ${percent(rightShare(score))}), ${peer.unread.length} unread`,
    )
  }
}

async function printFaults(files: readonly string[]): Promise<void> {
  console.log(`Entries kept after one fault, ${files.length} ordinary feeds`)
  for (const [fault, { goal }] of Object.entries(FAULTS)) {
    const { kept, of } = await keepUnderFault(files, fault, FEED_READERS.hub)
    const peer = await keepUnderFault(files, fault, FEED_READERS.feedsmith)
    console.log(`${line(fault, kept, of, goal)}   feedsmith ${percent(peer.kept / peer.of)}`)
  }
}

function printEncodings(): void {
  const cases = readEncodings()
  console.log('Encodings, 14 charsets announced in 5 ways')
  console.log(line('right', cases.filter(({ isRight }) => isRight).length, cases.length, ENCODINGS_GOAL))
  for (const { charset, way, isRight } of cases) if (!isRight) console.log(`    wrong: ${charset}, announced by ${way}`)
}

function printDates(withMisses: boolean): void {
  const { right, of, wrong } = scoreOddDates()
  console.log('Odd spellings of dates')
  console.log(line('right', right, of, DATES_GOAL))
  if (withMisses) for (const miss of wrong) console.log(`    ${JSON.stringify(miss)}`)
}

async function printSpeed(files: readonly string[], rounds: number): Promise<void> {
  const averageKb = files.reduce((sum, file) => sum + statSync(file).size, 0) / files.length / 1024
  console.log(
    `Speed on ${files.length} ordinary feeds of ${averageKb.toFixed(0)} KB on average, median of ${rounds} interleaved rounds`,
  )
  for (const { name, feedsPerCpuSecond, read, ratioToHub } of await measureSpeed(files, rounds)) {
    const verdict =
      name === 'hub'
        ? outcome(feedsPerCpuSecond >= FEEDS_PER_CPU_SECOND_GOAL, `${FEEDS_PER_CPU_SECOND_GOAL}`)
        : `${ratioToHub.toFixed(2)} of the hub's`
    console.log(
      `  ${name.padEnd(18)} ${feedsPerCpuSecond.toFixed(0).padStart(5)} feeds per CPU second, ${read} read   ${verdict}`,
    )
  }
}

function line(name: string, right: number, of: number, goal: number | undefined): string {
  const verdict = goal === undefined ? '' : outcome(right / of >= goal, percent(goal))
  return `  ${name.padEnd(18)} ${String(right).padStart(5)} of ${String(of).padEnd(5)} ${percent(right / of).padStart(7)}   ${verdict}`
}

function outcome(isMet: boolean, goal: string): string {
  return `goal ${goal}: ${isMet ? 'met' : 'MISSED'}`
}

function rightShare({ right, asked }: FeedScore): number {
  const sum = (counts: FeedScore['right']) => Object.values(counts).reduce((total, count) => total + count, 0)
  return sum(right) / sum(asked)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
