/** Plain text that grows piece by piece, with white space as a browser would show it. */
export type ReadingText = {
  /** Adds running text; white space in it is one space. */
  add(piece: string): void
  /** Adds text whose line ends are meant. */
  addLines(piece: string): void
  breakLine(): void
  breakParagraph(): void
  finish(): string
}

/** Starts an empty text. Breaks at its start and end leave no trace, and no two empty lines follow each other. */
export function createReadingText(): ReadingText {
  let text = ''
  let gap: '' | ' ' | '\n' | '\n\n' = ''
  const append = (words: string) => {
    text += text === '' ? words : gap + words
    gap = ''
  }
  return {
    add(piece) {
      const spaced = /[^\S ]| {2}/.test(piece) ? piece.replace(/\s+/g, ' ') : piece
      const words = spaced.trim()
      if (spaced.startsWith(' ')) gap ||= ' '
      if (words === '') return
      append(words)
      if (spaced.endsWith(' ')) gap = ' '
    },
    addLines(piece) {
      const lines = piece.replace(/\r\n?/g, '\n').replace(/[^\S\n]+/g, ' ')
      append(
        lines
          .replace(/ ?\n ?/g, '\n')
          .replace(/\n{3,}/g, '\n\n')
          .trim(),
      )
    },
    breakLine() {
      if (gap === '\n') gap = '\n\n'
      else if (gap !== '\n\n') gap = '\n'
    },
    breakParagraph() {
      gap = '\n\n'
    },
    finish: () => text,
  }
}
