const EXCERPT_LENGTH = 280

/** The beginning of a text, cut after a word, with an ellipsis where something is left out. */
export function excerptOf(text: string, maxLength: number = EXCERPT_LENGTH): string {
  const flat = text.replaceAll(/\s+/gu, ' ').trim()
  if (flat.length <= maxLength) return flat
  const cut = flat.slice(0, maxLength)
  const lastSpace = cut.lastIndexOf(' ')
  // A cut through an emoji leaves half a character, which no page can show.
  const whole = (lastSpace > maxLength / 2 ? cut.slice(0, lastSpace) : cut).replace(/[\uD800-\uDBFF]$/u, '')
  return `${whole.trimEnd()}…`
}
