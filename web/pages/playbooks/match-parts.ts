export type MatchPart = { text: string; isMatch: boolean }

/** Splits a search's best sentence into plain and matching parts; matches stand between ⟦ and ⟧. */
export function matchParts(sentence: string): MatchPart[] {
  return sentence
    .split(/(⟦[^⟧]*⟧)/)
    .filter(Boolean)
    .map((part) =>
      part.startsWith('⟦')
        ? { text: part.slice(1, -1), isMatch: true }
        : { text: part.replaceAll(/[⟦⟧]/g, ''), isMatch: false },
    )
    .filter(({ text }) => text !== '')
}
