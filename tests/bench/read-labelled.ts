import { readFileSync } from 'node:fs'

import type { LabelledItem } from './run-clustering.ts'

/** The items of a JSON-lines file of the narratives data. Throws where a line is not JSON. */
export function readLabelled(path: string): LabelledItem[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): LabelledItem => JSON.parse(line))
}
