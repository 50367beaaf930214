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
  /** Share of its weight a word of every newsroom keeps. */
  weakShare: number
  titleBoost: number
  /** Weight of two words side by side beside the words themselves; it fades out towards articles. */
  pairBoost: number
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
  longMergeShare: number
  mergeCosine: number
  /** Merges one item may bring about. */
  maxMerges: number
  mergeSizeGuard: number
  /** How fast the needed cosine rises with length beyond thirty terms. */
  mergeLongPower: number
  mergeShortPower: number
  /** How long an item stays in memory after its assignment, and how many stay at most. */
  windowMs: number
  maxItems: number
}

const HOUR_MS = 3_600_000

export const DEFAULT_ENGINE_OPTIONS: EngineOptions = {
  idfPower: 0.575,
  longIdfPower: 1.6,
  priorDocuments: 800,
  maxDocuments: 2_000_000,
  capitalBoost: 1.75,
  weakShare: 0.65,
  titleBoost: 1.5,
  pairBoost: 0.4,
  tailShare: 0.42,
  maxItemTerms: 100,
  searchTerms: 16,
  postingsPerTerm: 32,
  maxCandidateItems: 40,
  maxCandidateNarratives: 8,
  neighbourShare: 0.46,
  centroidTerms: 160,
  fastHalfLifeMs: 28 * HOUR_MS,
  slowHalfLifeMs: 168 * HOUR_MS,
  slowShare: 0.2,
  thresholdBase: 0.13,
  thresholdPower: 0.86,
  longPower: 1.18,
  minThreshold: 0.04,
  sizeGuard: 0.03,
  mergeShare: 0.855,
  longMergeShare: 0.855,
  mergeCosine: 0.195,
  maxMerges: 3,
  mergeSizeGuard: 0.0045,
  mergeLongPower: 1.5,
  mergeShortPower: 0,
  windowMs: 168 * HOUR_MS,
  maxItems: 1_500_000,
}
