import { clusterByNearest } from './cluster-baseline.ts'
import { scoreClustering } from './clustering-scores.ts'
import { readLabelled } from './read-labelled.ts'

const USAGE = 'npm run bench:narratives-baseline -- FILE.jsonl [FILE.jsonl ...]'
const THRESHOLDS = [0.05, 0.1, 0.15, 0.2, 0.25]

const files = process.argv.slice(2)
if (files.length === 0) {
  console.error(USAGE)
  process.exitCode = 2
}
for (const file of files) {
  const data = readLabelled(file)
  const truth = data.map(({ cluster }) => cluster)
  for (const threshold of THRESHOLDS) {
    const { bCubed, ami, ari, nmi } = scoreClustering(truth, clusterByNearest(data, threshold))
    const numbers = [bCubed.f1, ami, ari, nmi].map((value) => value.toFixed(3)).join(' ')
    console.log(`${file.split('/').at(-1)} threshold ${threshold}: B3 AMI ARI NMI ${numbers}`)
  }
}
