import { eld } from 'eld/extrasmall'
import { languageCode } from './language-code.ts'

// The smallest tables are wrong less often on short texts than the larger ones, and take 70 MB less.

/** Fewer letters than this tell too little on their own. */
const MIN_LETTERS = 20
/** From this many letters on, what the text is written in beats what the feed declares. */
const DECISIVE_LETTERS = 200
/** Chinese, Japanese, Korean and Thai say in one character what others say in three or four. */
const DENSE_SCRIPT = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/gu
const SAMPLE_LENGTH = 2000
/** What is given to the detector, whose garbage grows with length: after some eighty words its answer changes no more. */
const DETECTED_LENGTH = 500
/**
 * How far the best language must lead the second for text of up to so many letters. Below these leads about one short
 * Latin headline in ten is put into a wrong language; languages of other scripts lie close together by nature.
 */
const MIN_LEADS: readonly (readonly [letters: number, lead: number])[] = [
  [40, 0.1],
  [80, 0.06],
  [150, 0.03],
]

/**
 * The language of an item as ISO 639-1, or `und`. Detection and declaration together decide: agreement or a lone clear
 * answer wins, long text beats a wrong declaration, short text follows the declaration, and everything else is `und`.
 */
export function detectLanguage(text: string, declared: string | null): string {
  const declaredCode = languageCode(declared)
  const sample = text.slice(0, SAMPLE_LENGTH)
  const letters = countLetters(sample)
  if (letters < MIN_LETTERS) return declaredCode ?? 'und'
  const detected = detectClearly(sample, letters)
  if (detected === null) return declaredCode !== null && letters < DECISIVE_LETTERS ? declaredCode : 'und'
  if (declaredCode === null || declaredCode === detected) return detected
  return letters >= DECISIVE_LETTERS ? detected : 'und'
}

function detectClearly(sample: string, letters: number): string | null {
  const result = eld.detect(sample.slice(0, DETECTED_LENGTH))
  if (!result.isReliable()) return null
  const minLead = MIN_LEADS.find(([upTo]) => letters < upTo)?.[1] ?? 0
  if (minLead > 0 && /\p{sc=Latin}/u.test(sample)) {
    const [first = 0, second = 0] = Object.values(result.getScores()).sort((left, right) => right - left)
    if (first - second < minLead) return null
  }
  return languageCode(result.language)
}

function countLetters(text: string): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const dense = text.match(DENSE_SCRIPT)?.length ?? 0
  return letters + dense * 3
}
