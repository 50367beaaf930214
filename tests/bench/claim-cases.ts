import { ClaimIndex } from '@hub/core/match/claim-index.ts'
import { createCandidateFinder } from '@hub/core/match/find-candidates.ts'
import { describeCandidates, type FeatureName, type Features } from '@hub/core/match/match-features.ts'
import { readQuery } from '@hub/core/match/query-text.ts'

import { type LabelledQuery, readClaimFile, readQueryFile } from './claims-data.ts'

/** A labelled query with its candidates' features; `without` has those of the wrong candidates alone, as if no review existed. */
export type ClaimCase = {
  part: string
  query: LabelledQuery
  claimTexts: string[]
  ids: string[]
  rows: Features[]
  without: Features[]
}

/** The cases of one set: a file of claims, and files of labelled queries. */
export function readCases(claimsPath: string, queryPaths: readonly string[]): ClaimCase[] {
  const claims = readClaimFile(claimsPath)
  const texts = new Map(claims.map(({ id, claim }) => [id, claim]))
  const index = new ClaimIndex()
  for (const claim of claims) index.put(claim)
  const find = createCandidateFinder(index)
  return queryPaths.flatMap((path) =>
    readQueryFile(path).map((query) => {
      const read = readQuery({ text: query.text, language: query.lang ?? 'en' }, index)
      const candidates = find(read)
      const wrong = candidates.filter(({ id }) => !query.relevant.includes(id))
      return {
        part: path,
        query,
        claimTexts: query.relevant.flatMap((id) => texts.get(id) ?? []),
        ids: candidates.map(({ id }) => id),
        rows: describeCandidates(read, candidates, index),
        without: describeCandidates(read, wrong, index),
      }
    }),
  )
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
