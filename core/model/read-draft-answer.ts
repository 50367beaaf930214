import { type DraftAnswer, draftAnswerSchema } from './draft-answer.ts'

const MAX_LENGTH = 64_000
const MAX_STARTS = 40

/**
 * Finds the answer in what a model wrote: bare JSON, or JSON between prose, thoughts or code fences. Of several objects the
 * last that has the form counts, since models think aloud first. Undefined when there is none; bounded whatever comes.
 */
export function readDraftAnswer(written: string): DraftAnswer | undefined {
  const text = written.slice(0, MAX_LENGTH)
  const whole = parse(text)
  if (whole !== undefined) return whole
  let found: DraftAnswer | undefined
  let starts = 0
  for (let start = text.indexOf('{'); start >= 0 && starts < MAX_STARTS; starts += 1) {
    const end = endOfObject(text, start)
    const read = end === undefined ? undefined : parse(text.slice(start, end))
    found = read ?? found
    start = text.indexOf('{', read === undefined || end === undefined ? start + 1 : end)
  }
  return found
}

function parse(text: string): DraftAnswer | undefined {
  try {
    return draftAnswerSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Where the object that begins at `start` ends, reading strings as JSON does. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0
  let isInString = false
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at]
    if (isInString) {
      if (letter === '\\') at += 1
      else if (letter === '"') isInString = false
    } else if (letter === '"') isInString = true
    else if (letter === '{') depth += 1
    else if (letter === '}') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return undefined
}
