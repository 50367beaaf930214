import type { ClaimIndex } from './claim-index.ts'
import { detailFeatures } from './detail-features.ts'
import type { Candidate } from './find-candidates.ts'
import { gramFeatures, type WeighedGrams, weighGrams } from './gram-features.ts'
import { orderFeatures } from './order-features.ts'
import type { QueryText } from './query-text.ts'
import { spellOut } from './spell-out.ts'
import { wordFeatures } from './word-features.ts'

/** Every number the model may weigh, by name. */
export type Features = ReturnType<typeof describeCandidates>[number]
export type FeatureName = keyof Features

/** The features of each candidate of a query, in the candidates' order; `…Ratio` is against the best among them. */
export function describeCandidates(query: QueryText, candidates: readonly Candidate[], index: ClaimIndex) {
  const grams = weighGrams(query.grams, index)
  const top = candidates[0]?.score ?? 1
  const rows = candidates.map((candidate, rank) => featuresOf(query, candidate, rank, top, grams, index))
  const best = (name: keyof (typeof rows)[number]) => Math.max(1e-9, ...rows.map((row) => row[name]))
  const bests = {
    bodyCoverage: best('bodyCoverage'),
    gramCosine: best('gramCosine'),
    cosine: best('cosine'),
    queryCoverageSquared: best('queryCoverageSquared'),
    rareCoverage: best('rareCoverage'),
    exactCoverage: best('exactCoverage'),
    sharedSquared: best('sharedSquared'),
  }
  return rows.map((row) => ({
    ...row,
    bodyCoverageRatio: row.bodyCoverage / bests.bodyCoverage,
    gramCosineRatio: row.gramCosine / bests.gramCosine,
    cosineRatio: row.cosine / bests.cosine,
    queryCoverageSquaredRatio: row.queryCoverageSquared / bests.queryCoverageSquared,
    rareCoverageRatio: row.rareCoverage / bests.rareCoverage,
    exactCoverageRatio: row.exactCoverage / bests.exactCoverage,
    sharedSquaredRatio: row.sharedSquared / bests.sharedSquared,
  }))
}

function featuresOf(
  asked: QueryText,
  { slot, score }: Candidate,
  rank: number,
  top: number,
  grams: WeighedGrams,
  index: ClaimIndex,
) {
  const claim = index.readingAt(slot)
  const query = spellOut(asked, claim)
  return {
    bm25: Math.log(Math.max(score, 1e-9)),
    bm25Ratio: score / top,
    bm25Rank: 1 / (rank + 1),
    ...wordFeatures(query, claim, index),
    ...orderFeatures(query, claim, index),
    ...detailFeatures(query, claim, index),
    ...gramFeatures(grams, claim),
  }
}
