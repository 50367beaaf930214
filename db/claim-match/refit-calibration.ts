import { sql } from 'kysely'

import { type ChanceCorrection, type DecidedChance, fitCorrection } from '@hub/core/match/correct-chance.ts'
import { MODEL_VERSION } from '@hub/core/match/model-version.ts'

import type { Db } from '../connect.ts'
import { write, type Write, type WriteBy } from '../write.ts'

/** The newest decisions that are learnt from. */
const DECISIONS_MAX = 2_000

type Tally = { accepted: number; refused: number; newestDecisionAt: Date | null }

/**
 * Fits the chances of a world to its analysts' decisions when these have changed since the last time, and returns the correction
 * that holds from now on: null while there are too few decisions. Decisions on chances of another model do not count,
 * nor those on what a split carried along: people had seen an answer with it.
 */
export async function refitCalibration(db: Db, by: WriteBy): Promise<ChanceCorrection | null> {
  return write(db, by, async (w) => {
    await w.require('pipeline.run')
    const { world } = by.actor
    const decisions = await listDecisions(w)
    const accepted = decisions.filter(({ isAccepted }) => isAccepted).length
    const newestDecisionAt = decisions[0]?.decidedAt ?? null
    const tally: Tally = { accepted, refused: decisions.length - accepted, newestDecisionAt }
    const stored = await w.tx
      .selectFrom('matchCalibration')
      .selectAll()
      .where('world', '=', world)
      .forUpdate()
      .executeTakeFirst()
    if (stored ? stored.modelVersion === MODEL_VERSION && isSame(stored, tally) : decisions.length === 0) {
      w.unchanged()
      return stored?.correction ?? null
    }
    const correction = fitCorrection(decisions)
    const fitted = {
      ...tally,
      correction: correction && JSON.stringify(correction),
      modelVersion: MODEL_VERSION,
      fittedAt: by.now,
    }
    await w.tx
      .insertInto('matchCalibration')
      .values({ world, ...fitted })
      .onConflict((conflict) =>
        conflict
          .column('world')
          .doUpdateSet((eb) => ({ ...fitted, rowVersion: eb('matchCalibration.rowVersion', '+', 1) })),
      )
      .execute()
    await w.audit({
      action: 'fact_checks.calibrate',
      noun: 'match_calibration',
      details: { accepted: tally.accepted, refused: tally.refused, correction, model: MODEL_VERSION },
    })
    await w.live({ noun: 'claim_match', id: world, version: 1 })
    return correction
  })
}

function isSame(stored: Tally, tally: Tally): boolean {
  return (
    stored.accepted === tally.accepted &&
    stored.refused === tally.refused &&
    stored.newestDecisionAt?.getTime() === tally.newestDecisionAt?.getTime()
  )
}

/** Decisions newest first. */
async function listDecisions(w: Write): Promise<(DecidedChance & { decidedAt: Date })[]> {
  const { rows } = await sql<DecidedChance & { decidedAt: Date }>`
    select chance, state = 'accepted' as is_accepted, decided_at from claim_match
    where world = ${w.by.actor.world} and state in ('accepted', 'refused') and carried_from is null and model_version = ${MODEL_VERSION}
    order by decided_at desc, id desc limit ${DECISIONS_MAX}`.execute(w.tx)
  return rows
}
