export type RankingScores = { map5: number; mrr: number; first: number }

/** Average precision within the first five (Buckley and Voorhees, 2000), as the CheckThat! tasks score it. */
export function averagePrecision5(ranked: readonly string[], relevant: readonly string[]): number {
  let found = 0
  let sum = 0
  ranked.slice(0, 5).forEach((id, at) => {
    if (!relevant.includes(id)) return
    found += 1
    sum += found / (at + 1)
  })
  return relevant.length === 0 ? 0 : sum / relevant.length
}

/** Means over queries: MAP@5, the reciprocal rank of the first right claim, and how often it came first. */
export function scoreRankings(results: readonly { ranked: string[]; relevant: readonly string[] }[]): RankingScores {
  const mean = (score: (result: { ranked: string[]; relevant: readonly string[] }) => number) =>
    results.reduce((sum, result) => sum + score(result), 0) / Math.max(1, results.length)
  const rankOf = (ranked: string[], relevant: readonly string[]) => ranked.findIndex((id) => relevant.includes(id)) + 1
  return {
    map5: mean(({ ranked, relevant }) => averagePrecision5(ranked, relevant)),
    mrr: mean(({ ranked, relevant }) => {
      const rank = rankOf(ranked, relevant)
      return rank === 0 ? 0 : 1 / rank
    }),
    first: mean(({ ranked, relevant }) => (rankOf(ranked, relevant) === 1 ? 1 : 0)),
  }
}
