import type { Write } from '../write.ts'
import type { FinishedPoll } from './finished-poll.ts'
import { endSiteTurns, restSite } from './site-turn.ts'

/** Hands back the turns of finished polls, each with the rest its site asked for. */
export async function endTurnsOf(w: Write, polls: readonly FinishedPoll[]): Promise<void> {
  await endSiteTurns(
    w.tx,
    polls.flatMap(({ source, endedAt, rest }) => {
      const { turn } = source
      return turn === null ? [] : [{ turn, endedAt, restUntil: rest?.site === turn.site ? rest.until : null }]
    }),
  )
  // A site at the end of a redirect rests too, although its turn was not the one held.
  for (const { source, rest } of polls)
    if (rest !== null && rest.site !== source.turn?.site) await restSite(w.tx, rest.site, w.by.now, rest.until)
}
