import type { MatchWord } from './read-words.ts'

const SHORTEST = 3
const LONGEST = 5

/**
 * The names in a text by their initials, such as `nra` for National Rifle Association, each with its words' stems. Small words
 * within a name count or not: Department of Health and Human Services is found as `dhhs`. Titles are left out, since in
 * headlines capitals mark no names.
 */
export function findInitials(words: readonly MatchWord[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  words.forEach((first, from) => {
    if (!beginsName(first)) return
    let all = ''
    let large = ''
    const stems: string[] = []
    for (let at = from; at < words.length && large.length < LONGEST; at += 1) {
      const word = words[at]
      if (!word || word.isTag || word.part !== 'body' || (!word.isCapital && !word.isFunction)) return
      all += word.word.charAt(0)
      if (!word.isCapital) continue
      large += word.word.charAt(0)
      if (!word.isFunction) stems.push(word.stem)
      for (const initials of [all, large]) {
        const isUsual = initials.length >= SHORTEST && initials.length <= LONGEST
        if (isUsual && !found.has(initials)) found.set(initials, [...stems])
      }
    }
  })
  return found
}

function beginsName({ isCapital, isFunction, isTag, isNumber, part, word }: MatchWord): boolean {
  return part === 'body' && isCapital && !isFunction && !isTag && !isNumber && word.length > 1
}
