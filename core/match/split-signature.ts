const TAIL = 200
/** Beyond this nothing of a text is read. */
const MAX_CHARACTERS = 8_000
const NAME = String.raw`(?:—|\s[–-])\s?([^—]{1,80}?)\(\s?(@\w{1,30})\s?\)`
const DATE = String.raw`(\p{L}{3,12}) \d{1,2}, (\d{4})\b`
const LAST = new RegExp(String.raw`${NAME}\s?(?:${DATE}|\p{L}{3,12} \d{1,2}, \d{2,3})?\s*$`, 'u')
const INNER = new RegExp(String.raw`${NAME} ${DATE}`, 'gu')

/** A post as it is quoted on the web: its words, whoever wrote it, and the month and year it carries. */
export type SignedText = { body: string; author: string; month: string | null; year: string | null }

/**
 * Takes the signatures `— Name (@account) Month 1, 2020` off a quoted post: the one it ends with, whose date is the post's, and
 * those of the posts it quotes or answers.
 */
export function splitSignature(text: string): SignedText {
  const trimmed = text.trimEnd()
  const tailFrom = Math.max(0, trimmed.length - TAIL)
  const last = LAST.exec(trimmed.slice(tailFrom))
  const authors = last ? [`${last[1]?.trim()} ${last[2]}`] : []
  const rest = last ? trimmed.slice(0, tailFrom + last.index) : text
  const body = rest.slice(0, MAX_CHARACTERS).replace(INNER, (_, name: string, account: string) => {
    authors.push(`${name.trim()} ${account}`)
    return '\n'
  })
  return {
    body: body.trimEnd(),
    author: authors.join(' '),
    month: last?.[3]?.toLowerCase() ?? null,
    year: last?.[4] ?? null,
  }
}
