/**
 * One collected item as the engine sees it. `eventAtMs` is min(published, first seen); `publisherId` is where independence
 * is counted. There is no author. `language` is ISO 639-1 or `und`.
 */
export type EngineItem = {
  id: string
  title: string
  text: string
  language: string
  eventAtMs: number
  sourceId: string
  publisherId: string
  url: string | null
}

/**
 * The numbers a link rests on, all between 0 and 1 unless named otherwise. `score` of the decision is
 * (neighbourShare × neighbours + (1 − neighbourShare) × centroid) × timeDecay, and `centroid` alone of an item that brought a
 * cold narrative back.
 */
export type DecisionParts = {
  /** Cosine with the most similar item of the narrative. */
  nearest: number
  /** Cosine with its third most similar item; 0 when it holds fewer than three candidates. */
  thirdNearest: number
  /** Mean cosine of the three most similar items that were found. */
  neighbours: number
  /** Cosine with the narrative's centre. */
  centroid: number
  /** 1 for simultaneous items, less for a narrative that has been quiet. */
  timeDecay: number
  /** Hours between the item and the narrative's nearest end in time; 0 inside its span. */
  gapHours: number
  /** Distinct weighted terms of the item. */
  itemTerms: number
  /** Items the narrative held before this one, copies included. */
  narrativeItems: number
  /** Only of an item that brought a cold narrative back: how many of the terms kept of that it has. */
  keptTermsShared?: number
}

export type SharedTerm = { term: string; weight: number }
export type Neighbour = { itemId: string; similarity: number }
export type Alternative = { narrativeId: string; score: number }

/** Why two narratives became one: both fitted the same item and their centres are close. */
export type MergeReason = {
  itemId: string
  score: number
  runnerUpScore: number
  threshold: number
  centroidCosine: number
  requiredCosine: number
  fromItems: number
  intoItems: number
}

/**
 * Why a narrative became two: its items fell into parts whose centres are less alike than allowed. `itemId` is the item
 * that made it grow, `fromItems` what it held before, `intoItems` what left.
 */
export type SplitReason = {
  itemId: string
  cosine: number
  allowedCosine: number
  fromItems: number
  intoItems: number
}

export type MergeEvent = { kind: 'merged'; from: string; into: string; reason: MergeReason }
/** The listed items, copies included, left `from` for `into`, which is new. */
export type SplitEvent = { kind: 'split'; from: string; into: string; itemIds: string[]; reason: SplitReason }

/** A change to narratives that a decision caused beside placing the item: merges first, then at most one split. */
export type EngineEvent = MergeEvent | SplitEvent

/**
 * Where an item went and why. `score` is the best existing narrative's (also when it was not enough: then `isNew`), or 1
 * for a copy. `isCopyOf` is the id of the first item with the same text. `terms` (≤ 8, heaviest first), `neighbours` (≤ 3)
 * and `parts` describe the narrative joined, or the nearest one when the item starts its own. `alternatives` (≤ 3) are the
 * runners-up. The narrative id is the one after `events` have been applied.
 */
export type Decision = {
  itemId: string
  narrativeId: string
  isNew: boolean
  isCopyOf: string | null
  score: number
  threshold: number
  parts: DecisionParts
  terms: SharedTerm[]
  neighbours: Neighbour[]
  alternatives: Alternative[]
  events: EngineEvent[]
}

/** What must be stored of a decision so that `replay` reaches the same state. */
export type RecordedDecision = Pick<Decision, 'itemId' | 'narrativeId' | 'isNew' | 'isCopyOf' | 'events'>

/**
 * A person's ruling. Each binds every later decision:
 * - `merge`: `from` becomes part of `into`; its id redirects.
 * - `split`: the listed items leave `narrativeId` for `into`; the two never merge again by themselves.
 * - `move`: one item goes to `into` (created when unknown); its old and new narrative never merge by themselves.
 * - `must_link`: the narratives of the two items become one. `cannot_link`: the second item leaves for `into` when both
 *   stand together, and their narratives never merge by themselves.
 * - `confirm`: the narrative keeps its id in every merge and never merges with another confirmed one by itself.
 * - `dismiss`: the narrative is closed: it keeps absorbing its own continuation, so that noise once dismissed does not
 *   emerge again, but it never merges by itself with one that is not closed. `reopen` ends that.
 * - `place`: the listed items, and the copies of each, stand in `into` wherever they stood, and `into` is a narrative of its
 *   own again when it had been merged away. Each of `stands` becomes what is given, also in what it is kept apart from: how
 *   a ruling is taken back leaves nothing of it behind.
 *   `remains` are what the narratives concerned are made of now, for items that have left memory: their terms come back by these.
 * Cold narratives are ruled on like others. Rulings about items that have left memory, told without `remains`, and about
 * narratives that are forgotten, change nothing here; the database keeps them.
 */
export type EngineRuling =
  | { kind: 'merge'; from: string; into: string }
  | { kind: 'split'; narrativeId: string; itemIds: string[]; into: string }
  | { kind: 'move'; itemId: string; into: string }
  | { kind: 'must_link'; itemIds: [string, string] }
  | { kind: 'cannot_link'; itemIds: [string, string]; into: string }
  | { kind: 'confirm'; narrativeId: string }
  | { kind: 'dismiss'; narrativeId: string }
  | { kind: 'reopen'; narrativeId: string }
  | { kind: 'place'; itemIds: string[]; into: string; stands: NarrativeStand[]; remains?: NarrativeRemains[] }

/** What people ruled about one narrative so far: whether it is confirmed or closed, and what it is kept apart from. */
export type NarrativeStand = { id: string; isConfirmed: boolean; isClosed: boolean; apart: string[] }

/** A term's number with its weight in a narrative's texts, how rare it is left out. */
export type ToldTerm = [term: number, weight: number]

/** What a narrative is made of after a ruling, in one shard. `formerIds` are those merged into it; `items` 0 says that nothing is left. */
export type NarrativeRemains = {
  id: string
  formerIds: string[]
  items: number
  firstAtMs: number
  lastAtMs: number
  terms: ToldTerm[]
}

export type KeyTerm = { term: string; weight: number }

/** What the engine holds in memory now; `narratives` have items there, `coldNarratives` only their terms. */
export type EngineSize = {
  items: number
  narratives: number
  coldNarratives: number
  terms: number
  documentsSeen: number
}

/**
 * The incremental clusterer of one shard. Deterministic: the same items, times, ids and rulings in the same order give the
 * same decisions and the same `snapshot`. It reads no clock: `nowMs` is the assignment time, stored with each decision, and
 * `freshNarrativeId` is used only when the item starts a narrative or makes one split.
 */
export type NarrativeEngine = {
  /** Decides where the item belongs and records it. An item already held keeps its narrative and changes nothing. */
  assign: (item: EngineItem, nowMs: number, freshNarrativeId: string) => Decision
  /** Applies a recorded decision: the state afterwards is identical to the live run's. */
  replay: (item: EngineItem, nowMs: number, decision: RecordedDecision) => void
  rule: (ruling: EngineRuling) => void
  /** Adds documents to the term statistics without placing them anywhere. */
  learn: (item: Pick<EngineItem, 'title' | 'text' | 'language'>) => void
  /** The whole state; `restoreEngine` of it continues identically. */
  snapshot: () => Uint8Array
  /** A 64-bit digest of the snapshot, in hexadecimal. */
  stateHash: () => string
  /** The terms that carry the narrative, readable, heaviest first; empty when it is not in memory. */
  keyTerms: (narrativeId: string, limit: number) => KeyTerm[]
  /** The narrative an item is in now, after merges and rulings; undefined when the item has left memory. */
  findNarrativeOf: (itemId: string) => string | undefined
  size: () => EngineSize
}
