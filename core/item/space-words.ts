/** Scripts that are written without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const UNSPACED_RUN = new RegExp(`(?:${UNSPACED.source}\\p{M}*)+`, 'gu')

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

/** Whether a text holds words that no space parts. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text)
}

/** Puts spaces between the words of scripts that are written without, so that each can be searched; other text stays. */
export function spaceWords(text: string): string {
  if (!isUnspaced(text)) return text
  return text.replace(
    UNSPACED_RUN,
    (run) =>
      ` ${Array.from(segmenter.segment(run), ({ segment }) => segment)
        .join(' ')
        .trim()} `,
  )
}
