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
  /** Share of the threshold that a large narrative's centre must reach by itself, for each tenfold beyond a hundred items. */
  driftShare: number
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
  /** Items a narrative must hold, and each of its parts, in number and share, before it is split by itself. */
  splitMinItems: number
  splitMinPart: number
  splitMinShare: number
  /** Share of the centroid cosine a merge would need, below which two parts are two narratives. */
  splitCosineShare: number
  /** Larger narratives are split by people alone. */
  splitMaxItems: number
  /** Terms kept of a cold narrative, the items it must have held, and how long after its last item, and how many, are kept. */
  coldTerms: number
  coldMinItems: number
  coldWindowMs: number
  maxCold: number
  /** Cosine with a cold narrative at which an item continues it, also as a multiple of the join threshold, and terms in common. */
  revivalCosine: number
  revivalShare: number
  revivalTerms: number
  /** How long an item stays in memory after its assignment, and how many stay at most. */
  windowMs: number
  maxItems: number
}

const HOUR_MS = 3_600_000

export const DEFAULT_ENGINE_OPTIONS: EngineOptions = {
  idfPower: 0.445,
  longIdfPower: 1.63,
  priorDocuments: 900,
  maxDocuments: 2_000_000,
  capitalBoost: 1.47,
  weakShare: 0.65,
  titleBoost: 2.1,
  pairBoost: 0.4,
  tailShare: 0.18,
  maxItemTerms: 84,
  searchTerms: 16,
  postingsPerTerm: 26,
  maxCandidateItems: 31,
  maxCandidateNarratives: 8,
  neighbourShare: 0.43,
  centroidTerms: 131,
  fastHalfLifeMs: 15.6 * HOUR_MS,
  slowHalfLifeMs: 88 * HOUR_MS,
  slowShare: 0.294,
  thresholdBase: 0.1328,
  thresholdPower: 0.63,
  longPower: 0.655,
  minThreshold: 0.04,
  sizeGuard: 0.0095,
  driftShare: 0.15,
  mergeShare: 1.13,
  longMergeShare: 1.57,
  mergeCosine: 0.195,
  maxMerges: 3,
  mergeSizeGuard: 0.0038,
  mergeLongPower: 1.41,
  mergeShortPower: -0.37,
  splitMinItems: 8,
  splitMinPart: 4,
  splitMinShare: 0.06,
  splitCosineShare: 0.63,
  splitMaxItems: 256,
  coldTerms: 24,
  coldMinItems: 3,
  coldWindowMs: 90 * 24 * HOUR_MS,
  maxCold: 20_000,
  revivalCosine: 0.4,
  revivalShare: 2,
  revivalTerms: 3,
  windowMs: 168 * HOUR_MS,
  maxItems: 1_500_000,
}
