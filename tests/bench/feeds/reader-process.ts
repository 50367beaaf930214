import { readFileSync } from 'node:fs'
import { FEED_READERS, type ReaderName } from './feed-readers.ts'

/** Asked for one round over files, answers with the processor time it took and how many files could be read. */
export type RoundAnswer = { cpuUs: number; read: number }

const name = process.argv[2] as ReaderName
const contents = process.argv.slice(3).map((file) => readFileSync(file))

process.on('message', () => void runRound())

async function runRound(): Promise<void> {
  const before = process.cpuUsage()
  let read = 0
  for (const bytes of contents) {
    const feed = await FEED_READERS[name](bytes, 'https://feeds.example/feed').catch(() => null)
    if (feed !== null) read += 1
  }
  const { user, system } = process.cpuUsage(before)
  const answer: RoundAnswer = { cpuUs: user + system, read }
  process.send?.(answer)
}
