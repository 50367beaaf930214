import { ClaimIndex } from '@hub/core/match/claim-index.ts'
import { createCandidateFinder } from '@hub/core/match/find-candidates.ts'
import { describeCandidates, type FeatureName, type Features } from '@hub/core/match/match-features.ts'
import { readQuery } from '@hub/core/match/query-text.ts'

import { type LabelledQuery, readClaimFile, readQueryFile } from './claims-data.ts'
import { createSmallIndexes, type SmallCase } from './small-indexes.ts'

const TWIN_SHARE = 0.6
const SMALL_SEED = 4

/**
 * A labelled query with its candidates' features. `right` are the relevant claims and others worded nearly the same, which
 * are no mistake to suggest; `without` has the features of the rest alone, as if no review existed.
 */
export type ClaimCase = {
  part: string
  query: LabelledQuery
  claimTexts: string[]
  ids: string[]
  right: ReadonlySet<string>
  rows: Features[]
  without: Features[]
  /** The same asked of indexes of a few reviews. */
  small: SmallCase[]
}

/** The cases of one set: a file of claims, and files of labelled queries. */
export function readCases(claimsPath: string, queryPaths: readonly string[]): ClaimCase[] {
  const claims = readClaimFile(claimsPath)
  const texts = new Map(claims.map(({ id, claim }) => [id, claim]))
  const index = new ClaimIndex()
  for (const claim of claims) index.put(claim)
  const find = createCandidateFinder(index)
  const askSmall = createSmallIndexes(claims, SMALL_SEED)
  return queryPaths.flatMap((path) =>
    readQueryFile(path).map((query) => {
      const read = readQuery({ text: query.text, language: query.lang ?? 'en' }, index)
      const candidates = find(read)
      const claimTexts = query.relevant.flatMap((id) => texts.get(id) ?? [])
      const right = new Set(
        candidates.flatMap(({ id }) =>
          query.relevant.includes(id) || claimTexts.some((text) => isTwin(text, texts.get(id) ?? '')) ? [id] : [],
        ),
      )
      const wrong = candidates.filter(({ id }) => !right.has(id))
      return {
        part: path,
        query,
        claimTexts,
        right,
        ids: candidates.map(({ id }) => id),
        rows: describeCandidates(read, candidates, index),
        without: describeCandidates(read, wrong, index),
        small: askSmall(
          query,
          query.relevant.flatMap((id) => index.find(id) ?? []),
          wrong.flatMap(({ id }) => index.find(id) ?? []),
        ),
      }
    }),
  )
}

/** Whether two claims share most of their words (Jaccard). */
function isTwin(a: string, b: string): boolean {
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)]
  const shared = [...wordsA].filter((word) => wordsB.has(word)).length
  return shared >= TWIN_SHARE * (wordsA.size + wordsB.size - shared)
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))
}

/** Each feature's standard deviation over all candidates, so that weights can be compared. */
export function featureScales(cases: readonly ClaimCase[]): { name: FeatureName; scale: number }[] {
  const rows = cases.flatMap(({ rows }) => rows)
  return featureNames(rows).map((name) => {
    const mean = rows.reduce((sum, row) => sum + row[name], 0) / rows.length
    const spread = Math.sqrt(rows.reduce((sum, row) => sum + (row[name] - mean) ** 2, 0) / rows.length)
    return { name, scale: Number((spread > 1e-9 ? spread : 1).toPrecision(4)) }
  })
}

function featureNames(rows: readonly Features[]): FeatureName[] {
  const known: Readonly<Record<string, number>> = rows[0] ?? {}
  const isFeature = (name: string): name is FeatureName => name in known
  return Object.keys(known).filter(isFeature)
}
