import { readFileSync } from 'node:fs'

import type { ClaimDocument } from '@hub/core/match/claim-text.ts'

/** A text and the ids of the claims it makes. */
export type LabelledQuery = { id: string; text: string; lang?: string; relevant: string[] }

type ClaimLine = { id: string; claim: string; title?: string; lang?: string }

/** Claims of a JSON lines file: `id`, `claim`, and perhaps `title` and `lang`. */
export function readClaimFile(path: string): ClaimDocument[] {
  return readLines(path).map((line): ClaimDocument => {
    const { id, claim, title, lang }: ClaimLine = JSON.parse(line)
    return { id, claim, title: title ?? '', language: lang ?? 'en' }
  })
}

/** Labelled queries of a JSON lines file: `id`, `text`, `relevant`, and perhaps `lang`. */
export function readQueryFile(path: string): LabelledQuery[] {
  return readLines(path).map((line): LabelledQuery => JSON.parse(line))
}

function readLines(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
}
