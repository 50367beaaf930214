import { eld } from 'eld/small'
import { languageCode } from './language-code.ts'

/** Fewer letters than this tell too little on their own. */
const MIN_LETTERS = 20
/** From this many letters on, what the text is written in beats what the feed declares. */
const DECISIVE_LETTERS = 200
/** Chinese, Japanese, Korean and Thai say in one character what others say in three or four. */
const DENSE_SCRIPT = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/gu
const SAMPLE_LENGTH = 2000

/**
 * The language of an item as ISO 639-1, or `und`. Detection and declaration together decide: agreement or a lone clear
 * answer wins, long text beats a wrong declaration, short text follows the declaration, and everything else is `und`.
 */
export function detectLanguage(text: string, declared: string | null): string {
  const declaredCode = languageCode(declared)
  const sample = text.slice(0, SAMPLE_LENGTH)
  const letters = countLetters(sample)
  if (letters < MIN_LETTERS) return declaredCode ?? 'und'
  const result = eld.detect(sample)
  const detected = result.isReliable() ? languageCode(result.language) : null
  if (detected === null) return declaredCode !== null && letters < DECISIVE_LETTERS ? declaredCode : 'und'
  if (declaredCode === null || declaredCode === detected) return detected
  return letters >= DECISIVE_LETTERS ? detected : 'und'
}

function countLetters(text: string): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const dense = text.match(DENSE_SCRIPT)?.length ?? 0
  return letters + dense * 3
}
