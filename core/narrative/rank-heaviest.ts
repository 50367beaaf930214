import { MAX_TOKENS } from './tokenize.ts'

const MAX_RANKED = 2 * MAX_TOKENS

// Scratch for one call at a time, for all engines of a thread.
const sorted = new Float32Array(MAX_RANKED)
/** The places that `rankHeaviest` found; the next call overwrites them. */
export const heaviestPlaces = new Int32Array(MAX_RANKED)

/**
 * Writes the places of the `limit` heaviest weights to `heaviestPlaces`, heaviest first, of equals the smaller number in `ids`
 * first, and returns how many there are. Takes up to 4,000 weights, none of them NaN, without allocating.
 */
export function rankHeaviest(weights: Float32Array, ids: Int32Array, count: number, limit: number): number {
  if (count <= limit) {
    for (let place = 0; place < count; place += 1) insertRanked(weights, ids, place, place)
    return count
  }
  sorted.set(weights.subarray(0, count))
  sorted.subarray(0, count).sort()
  const cut = sorted[count - limit] as number
  let taken = 0
  for (let place = 0; place < count; place += 1) {
    if ((weights[place] as number) > cut) {
      insertRanked(weights, ids, place, taken)
      taken += 1
    }
  }
  for (let place = 0; place < count; place += 1) {
    if (weights[place] !== cut) continue
    if (taken < limit) {
      insertRanked(weights, ids, place, taken)
      taken += 1
    } else if ((ids[place] as number) < (ids[heaviestPlaces[limit - 1] as number] as number)) {
      insertRanked(weights, ids, place, limit - 1)
    }
  }
  return limit
}

/** Puts a place where it belongs among the first `taken`, over what stood behind them. */
function insertRanked(weights: Float32Array, ids: Int32Array, place: number, taken: number): void {
  const weight = weights[place] as number
  const id = ids[place] as number
  let rank = taken
  while (rank > 0) {
    const other = heaviestPlaces[rank - 1] as number
    const otherWeight = weights[other] as number
    if (otherWeight > weight || (otherWeight === weight && (ids[other] as number) <= id)) break
    heaviestPlaces[rank] = other
    rank -= 1
  }
  heaviestPlaces[rank] = place
}
