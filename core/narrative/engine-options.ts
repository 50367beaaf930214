/** The engine's settings: one configuration for all languages and lengths, chosen on the tuning data. */
export type EngineOptions = {
  /** Exponent of the inverse document frequency. */
  idfPower: number
  /** How much the exponent grows from a text of thirty terms to one of a hundred and fifty, whose common words are many. */
  longIdfPower: number
  /** Documents the term statistics pretend to have seen, so that the first real ones do not swing the weights. */
  priorDocuments: number
  /** Beyond this many documents all counts are halved, so that old news stops weighing on new words. */
  maxDocuments: number
  capitalBoost: number
  titleBoost: number
  /** Share a word keeps at the far end of a long text, whose opening tells the story. */
  tailShare: number
  /** Terms kept of one item. */
  maxItemTerms: number
  /** Heaviest terms an item is looked up and found by. */
  searchTerms: number
  /** Newest items looked at for each of them. */
  postingsPerTerm: number
  /** Items compared exactly, and narratives scored. */
  maxCandidateItems: number
  maxCandidateNarratives: number
  neighbourShare: number
  centroidTerms: number
  /** Half-lives of the two time channels and the weight of the slow one. */
  fastHalfLifeMs: number
  slowHalfLifeMs: number
  slowShare: number
  thresholdBase: number
  thresholdPower: number
  /** How fast the threshold rises with length beyond thirty terms. */
  longPower: number
  minThreshold: number
  /** How much the threshold rises each time a narrative grows tenfold. */
  sizeGuard: number
  /** Share of the threshold the runner-up must pass, and centroid cosine needed, for a merge. */
  mergeShare: number
  mergeCosine: number
  mergeSizeGuard: number
  /** How fast the needed cosine rises with length beyond thirty terms. */
  mergeLongPower: number
  /** How long an item stays in memory after its assignment, and how many stay at most. */
  windowMs: number
  maxItems: number
}

const HOUR_MS = 3_600_000

export const DEFAULT_ENGINE_OPTIONS: EngineOptions = {
  idfPower: 0.75,
  longIdfPower: 0.3,
  priorDocuments: 10_000,
  maxDocuments: 2_000_000,
  capitalBoost: 1.3,
  titleBoost: 1.5,
  tailShare: 1,
  maxItemTerms: 160,
  searchTerms: 16,
  postingsPerTerm: 32,
  maxCandidateItems: 48,
  maxCandidateNarratives: 8,
  neighbourShare: 0.6,
  centroidTerms: 160,
  fastHalfLifeMs: 24 * HOUR_MS,
  slowHalfLifeMs: 168 * HOUR_MS,
  slowShare: 0.3,
  thresholdBase: 0.17,
  thresholdPower: 1,
  longPower: 0.5,
  minThreshold: 0.05,
  sizeGuard: 0,
  mergeShare: 0.8,
  mergeCosine: 0.2,
  mergeSizeGuard: 0.005,
  mergeLongPower: 0.5,
  windowMs: 168 * HOUR_MS,
  maxItems: 1_500_000,
}
