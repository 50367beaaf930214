import type { TakenShard } from '@hub/db/stream/take-shard.ts'

/** A shard this process owns, with its engine in memory. */
export type OwnedShard = {
  taken: TakenShard
  /** Ids of the rulings that are in the engine and bind the coming assignments. */
  rulingIds: string[]
  heldItems: number
  sinceSnapshot: number
}
