/** How well a grouping agrees with labels. All are 1 for identical groupings; AMI and ARI are about 0 for chance. */
export type ClusteringScores = {
  bCubed: { precision: number; recall: number; f1: number }
  pairwise: { precision: number; recall: number; f1: number }
  nmi: number
  ami: number
  ari: number
}

type Counts = {
  cells: { label: number; group: number; count: number }[]
  labels: number[]
  groups: number[]
  total: number
}

/**
 * Scores predicted groups against labels, position by position. NMI and AMI divide by the arithmetic mean of the two
 * entropies; AMI and ARI are corrected for chance (Vinh 2010; Hubert and Arabie 1985). Throws on different lengths.
 */
export function scoreClustering(labels: readonly string[], groups: readonly string[]): ClusteringScores {
  if (labels.length !== groups.length) throw new RangeError('Labels and groups differ in length.')
  const counts = countCells(labels, groups)
  const bCubed = scoreBCubed(counts)
  const pairs = countPairs(counts)
  const labelEntropy = entropyOf(counts.labels, counts.total)
  const groupEntropy = entropyOf(counts.groups, counts.total)
  const mutual = mutualInformation(counts)
  const meanEntropy = (labelEntropy + groupEntropy) / 2
  const expected = expectedMutualInformation(counts)
  const expectedPairs = (pairs.inLabels * pairs.inGroups) / (pairs.all || 1)
  const meanPairs = (pairs.inLabels + pairs.inGroups) / 2
  return {
    bCubed,
    pairwise: withF1(ratio(pairs.inBoth, pairs.inGroups), ratio(pairs.inBoth, pairs.inLabels)),
    nmi: meanEntropy === 0 ? 1 : mutual / meanEntropy,
    ami: Math.abs(meanEntropy - expected) < 1e-12 ? 1 : (mutual - expected) / (meanEntropy - expected),
    ari: Math.abs(meanPairs - expectedPairs) < 1e-12 ? 1 : (pairs.inBoth - expectedPairs) / (meanPairs - expectedPairs),
  }
}

/** The mean of several results, figure by figure: daily blocks are averaged. */
export function averageScores(all: readonly ClusteringScores[]): ClusteringScores {
  const mean = (pick: (scores: ClusteringScores) => number) =>
    all.reduce((sum, scores) => sum + pick(scores), 0) / all.length
  const triple = (name: 'bCubed' | 'pairwise') => ({
    precision: mean((scores) => scores[name].precision),
    recall: mean((scores) => scores[name].recall),
    f1: mean((scores) => scores[name].f1),
  })
  return {
    bCubed: triple('bCubed'),
    pairwise: triple('pairwise'),
    nmi: mean((scores) => scores.nmi),
    ami: mean((scores) => scores.ami),
    ari: mean((scores) => scores.ari),
  }
}

function countCells(labels: readonly string[], groups: readonly string[]): Counts {
  const numberOf = (numbers: Map<string, number>, name: string) => {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, numbers.size)
    return numbers.size - 1
  }
  const labelNumbers = new Map<string, number>()
  const groupNumbers = new Map<string, number>()
  const cells = new Map<string, { label: number; group: number; count: number }>()
  labels.forEach((name, index) => {
    const label = numberOf(labelNumbers, name)
    const group = numberOf(groupNumbers, groups[index] ?? '')
    const key = `${label} ${group}`
    const cell = cells.get(key)
    if (cell) cell.count += 1
    else cells.set(key, { label, group, count: 1 })
  })
  const labelSizes = new Array<number>(labelNumbers.size).fill(0)
  const groupSizes = new Array<number>(groupNumbers.size).fill(0)
  for (const { label, group, count } of cells.values()) {
    labelSizes[label] = (labelSizes[label] ?? 0) + count
    groupSizes[group] = (groupSizes[group] ?? 0) + count
  }
  return { cells: [...cells.values()], labels: labelSizes, groups: groupSizes, total: labels.length }
}

function scoreBCubed({ cells, labels, groups, total }: Counts) {
  let precision = 0
  let recall = 0
  for (const { label, group, count } of cells) {
    precision += (count * count) / (groups[group] ?? 1)
    recall += (count * count) / (labels[label] ?? 1)
  }
  return withF1(precision / (total || 1), recall / (total || 1))
}

function countPairs({ cells, labels, groups, total }: Counts) {
  const pairsIn = (size: number) => (size * (size - 1)) / 2
  const sum = (sizes: readonly number[]) => sizes.reduce((pairs, size) => pairs + pairsIn(size), 0)
  return {
    inBoth: sum(cells.map(({ count }) => count)),
    inLabels: sum(labels),
    inGroups: sum(groups),
    all: pairsIn(total),
  }
}

function entropyOf(sizes: readonly number[], total: number): number {
  return sizes.reduce((sum, size) => sum - (size / total) * Math.log(size / total), 0)
}

function mutualInformation({ cells, labels, groups, total }: Counts): number {
  return cells.reduce(
    (sum, { label, group, count }) =>
      sum + (count / total) * Math.log((total * count) / ((labels[label] ?? 1) * (groups[group] ?? 1))),
    0,
  )
}

/** The mutual information two random groupings of these sizes would have; equal sizes are computed once. */
function expectedMutualInformation({ labels, groups, total }: Counts): number {
  const logFactorials = logFactorialsUpTo(total)
  const log = (value: number) => logFactorials[value] ?? 0
  let expected = 0
  for (const [label, labelTimes] of countSizes(labels)) {
    for (const [group, groupTimes] of countSizes(groups)) {
      let sum = 0
      for (let both = Math.max(1, label + group - total); both <= Math.min(label, group); both += 1) {
        const logChance =
          log(label) +
          log(group) +
          log(total - label) +
          log(total - group) -
          log(total) -
          log(both) -
          log(label - both) -
          log(group - both) -
          log(total - label - group + both)
        sum += (both / total) * Math.log((total * both) / (label * group)) * Math.exp(logChance)
      }
      expected += sum * labelTimes * groupTimes
    }
  }
  return expected
}

function countSizes(sizes: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1)
  return counts
}

function logFactorialsUpTo(limit: number): Float64Array {
  const logs = new Float64Array(limit + 1)
  for (let value = 2; value <= limit; value += 1) logs[value] = (logs[value - 1] ?? 0) + Math.log(value)
  return logs
}

function withF1(precision: number, recall: number) {
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}
