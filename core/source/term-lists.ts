import { z } from 'zod'

import { foldWords } from '../item/fold-words.ts'
import { UNSPACED } from '../item/scan-pieces.ts'

/** Headings of an operator's file: under the first three stand names that no term may look for, under the others names that are no person's. */
export const TERM_LIST_HEADINGS = ['parties', 'outlets', 'office holders', 'institutions', 'places'] as const
export type TermListHeading = (typeof TERM_LIST_HEADINGS)[number]

const namesSchema = z.array(z.string())
/** An operator's own names for the linter of terms, each as it was written. */
export const termListsSchema = z.object({
  parties: namesSchema,
  outlets: namesSchema,
  'office holders': namesSchema,
  institutions: namesSchema,
  places: namesSchema,
})
export type TermLists = z.infer<typeof termListsSchema>

export const EMPTY_TERM_LISTS: TermLists = {
  parties: [],
  outlets: [],
  'office holders': [],
  institutions: [],
  places: [],
}

const HEADING = /^\[(.*)\]$/
const NAME_LENGTH_MAX = 120

/**
 * Reads an operator's file: a heading in square brackets, then one name a line; `#` begins a comment. Faults name their
 * line and say what to write.
 */
export function parseTermLists(text: string): { lists: TermLists; faults: string[] } {
  const lists: TermLists = {
    parties: [],
    outlets: [],
    'office holders': [],
    institutions: [],
    places: [],
  }
  const faults: string[] = []
  let heading: TermListHeading | undefined
  for (const [at, written] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = written.replace(/(?:^|\s)#.*$/, '').trim()
    if (line === '') continue
    const named = HEADING.exec(line)?.[1]?.trim().toLowerCase()
    if (named !== undefined) {
      heading = TERM_LIST_HEADINGS.find((known) => known === named)
      if (heading === undefined)
        faults.push(
          `Line ${at + 1}: [${named}] is not a heading. Write one of: ${TERM_LIST_HEADINGS.map((h) => `[${h}]`).join(', ')}.`,
        )
    } else if (heading === undefined) {
      if (faults.length === 0)
        faults.push(`Line ${at + 1}: “${line}” stands under no heading. Write [parties] above it.`)
    } else if (foldName(line).length < 2 || line.length > NAME_LENGTH_MAX) {
      faults.push(`Line ${at + 1}: “${line.slice(0, 40)}” is no name. Write 2 to ${NAME_LENGTH_MAX} characters.`)
    } else lists[heading].push(line)
  }
  return { lists, faults }
}

/** The first name of a list that a term holds as words of its own, whatever its capitals and accents. */
export function findListed(text: string, names: readonly string[]): string | undefined {
  const folded = foldName(text)
  return names.find((name) => holds(folded, foldName(name)))
}

/** A term without the names of a list that it holds, so that what is left can be judged for itself. */
export function withoutListed(text: string, names: readonly string[]): string {
  if (findListed(text, names) === undefined) return text
  const words = text.split(/\s+/)
  const listed = names.map(foldName)
  const isTaken = words.map(() => false)
  for (const name of listed) {
    const length = name.split(' ').length
    for (let at = 0; at + length <= words.length; at++) {
      if (foldName(words.slice(at, at + length).join(' ')) === name) isTaken.fill(true, at, at + length)
    }
  }
  return words.filter((_, at) => !isTaken[at]).join(' ')
}

function holds(text: string, name: string): boolean {
  return UNSPACED.test(name) ? text.includes(name) : ` ${text} `.includes(` ${name} `)
}

/** Folded words with one space between them; marks that join or end words count as spaces. */
function foldName(text: string): string {
  return foldWords(text)
    .replace(/[^\p{L}\p{N}\p{M}'’]+/gu, ' ')
    .trim()
}
