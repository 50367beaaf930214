import { ENGLISH_SAME_WORDS } from './english-same-words.ts'
import { stemOf } from './read-words.ts'

const NONE: ReadonlySet<string> = new Set()
const SIBLINGS: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> = new Map([
  ['en', readGroups(ENGLISH_SAME_WORDS)],
])

/** The stems that may stand for the same thing as this one in a language; empty for most, and where no list is known. */
export function siblingsOf(stem: string, language: string): ReadonlySet<string> {
  return SIBLINGS.get(language)?.get(stem) ?? NONE
}

function readGroups(list: string): Map<string, ReadonlySet<string>> {
  const siblings = new Map<string, ReadonlySet<string>>()
  for (const group of list.split(';')) {
    const stems = [...new Set(group.trim().split(/\s+/).map(stemOf))]
    for (const stem of stems) {
      const others = stems.filter((other) => other !== stem)
      siblings.set(stem, new Set([...(siblings.get(stem) ?? []), ...others]))
    }
  }
  return siblings
}
