import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { READER_NAMES, type ReaderName } from './feed-readers.ts'
import type { RoundAnswer } from './reader-process.ts'

const WARM_UP_ROUNDS = 6
const ROUND_LIMIT_MS = 60_000

export type ReaderSpeed = { name: ReaderName; feedsPerCpuSecond: number; read: number; ratioToHub: number }

/**
 * Lets each reader go over the same feeds in a process of its own, in turn, so that whatever else the machine does falls
 * on all alike. Figures are medians over the rounds of processor time, garbage collection included. A reader that takes longer than a minute for one
 * round is ended and reads nothing.
 */
export async function measureSpeed(files: readonly string[], rounds: number): Promise<ReaderSpeed[]> {
  const script = new URL('./reader-process.ts', import.meta.url)
  const children = READER_NAMES.map((name) => ({
    name,
    child: fork(script, [name, ...files]),
    answers: [] as RoundAnswer[],
  }))
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round += 1) {
    for (const { child, answers } of children) {
      const answer = await askForRound(child)
      if (round >= WARM_UP_ROUNDS && answer !== null) answers.push(answer)
    }
  }
  for (const { child } of children) child.kill()
  const hub = children[0]?.answers ?? []
  return children.map(({ name, answers }) => ({
    name,
    feedsPerCpuSecond: answers.length === 0 ? 0 : median(answers.map(({ cpuUs }) => (files.length / cpuUs) * 1e6)),
    read: answers[0]?.read ?? 0,
    ratioToHub:
      answers.length === 0 ? 0 : median(answers.map(({ cpuUs }, round) => (hub[round]?.cpuUs ?? cpuUs) / cpuUs)),
  }))
}

async function askForRound(child: ChildProcess): Promise<RoundAnswer | null> {
  if (!child.connected) return null
  const limit = AbortSignal.timeout(ROUND_LIMIT_MS)
  const answer = once(child, 'message', { signal: limit })
  child.send('round')
  try {
    const [message] = (await answer) as [RoundAnswer]
    return message
  } catch {
    child.kill('SIGKILL')
    return null
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
