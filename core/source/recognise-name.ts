import { foldWords } from '../item/fold-words.ts'
import { INSTITUTION_WORDS } from './institution-words.ts'
import { isKnownPlace } from './known-places.ts'
import {
  CHINESE_SURNAMES,
  GIVEN_NAMES,
  JAPANESE_SURNAMES,
  KOREAN_GIVEN_SYLLABLES,
  KOREAN_ORDINARY_WORDS,
  KOREAN_SURNAMES,
  SURNAMES_BEHIND,
} from './name-words.ts'
import { hasCapital, listWords } from './term-words.ts'

/** Places are not people: words that names of places begin with. */
const PLACE_WORDS = listWords(`
  new san santa saint st los las el la north south east west upper lower great lake mount port cape gulf bay rio río monte
  puerto porto baie lac mont sankt bad novi nova nizhny нижний великий новый
`)
/** "Ursula von der Leyen": small particles stand inside names. */
const PARTICLES = listWords('von van der den de da di do dos del bin al ibn y e')
/** With one of these, capitals are those of a heading. */
const HEADING_WORDS = listWords('news media')
const GIVEN = foldAll(GIVEN_NAMES)
const BEHIND = foldAll(SURNAMES_BEHIND)
/** Scripts of which the hub knows no names: there two or three words may always be one. */
const UNKNOWN_SCRIPT =
  /^[\p{sc=Bengali}\p{sc=Tamil}\p{sc=Telugu}\p{sc=Kannada}\p{sc=Malayalam}\p{sc=Gujarati}\p{sc=Gurmukhi}\p{sc=Sinhala}\p{sc=Ethiopic}\p{M}\s.]+$/u
const HAN_PLACE = /[省市县縣県区區州府都道町村镇鎮乡鄉岛島湖河江山川海湾灣港站駅路街国國]$/u

/** Whether a term may be a person's name, by capitals, by known names, or by how names are built in its script. */
export function looksLikeName(text: string): boolean {
  if (isKnownPlace(text)) return false
  const words = text.split(/\s+/)
  if (words.length === 1) return isHanName(text) || isJapaneseName(text) || isKoreanName(text) || hasThaiTitle(text)
  if (words.length > 5) return false
  return isCapitalisedName(words) || isKnownName(words) || isBuiltLikeName(words)
}

/** Two words or more that all begin with a capital, and no institution or place among them. */
function isCapitalisedName(words: readonly string[]): boolean {
  const big = words.filter((word) => !PARTICLES.has(word))
  if (big.length < 2 || !big.every(hasCapital)) return false
  const lower = big.map((word) => word.toLowerCase())
  return (
    !lower.some((word) => INSTITUTION_WORDS.has(word) || HEADING_WORDS.has(word)) && !PLACE_WORDS.has(lower[0] ?? '')
  )
}

/** A known given name at the head of two to four words, whatever their capitals; or a known surname at their end. */
function isKnownName(words: readonly string[]): boolean {
  if (words.length > 4 || !words.every((word) => /^[\p{L}\p{M}'’.-]+$/u.test(word))) return false
  const folded = words.map(foldWords)
  if (folded.some((word) => INSTITUTION_WORDS.has(word))) return false
  return GIVEN.has(folded[0] ?? '') || (folded.length < 4 && BEHIND.has(folded.at(-1) ?? ''))
}

/** Arabic and Hebrew “son of”, Georgian endings, a Korean name in two words, and every term of a script without known names. */
function isBuiltLikeName(words: readonly string[]): boolean {
  const text = words.join(' ')
  if (words.slice(1).some((word) => /^(?:بن|ابن|بنت|בן|בת|בר)$/u.test(word))) return words.length > 2
  if (/^(?:أبو|ابو|أم)\s\p{sc=Arabic}+\s\p{sc=Arabic}+$/u.test(text)) return true
  if (words.length === 2 && /\p{sc=Georgian}(?:შვილი|ძე)$/u.test(text)) return true
  if (words.length === 2 && /^\p{sc=Hangul}{1,2}\s\p{sc=Hangul}{2}$/u.test(text)) return isKoreanName(words.join(''))
  if (words.length === 2 && words.every(isHanOrKana))
    return CHINESE_SURNAMES.has(words[0] ?? '') || JAPANESE_SURNAMES.has(words[0] ?? '')
  return words.length < 4 && UNKNOWN_SCRIPT.test(text)
}

/** A common surname with one or two characters behind it, where the dictionary of the runtime knows no such word. */
function isHanName(text: string): boolean {
  if (!/^\p{sc=Han}{2,4}$/u.test(text) || HAN_PLACE.test(text)) return false
  const [first, ...rest] = segment(text, 'zh')
  if (first === undefined || !CHINESE_SURNAMES.has(first)) return false
  const given = rest.join('').length
  return given >= 1 && given <= 2
}

function isJapaneseName(text: string): boolean {
  if (!isHanOrKana(text) || HAN_PLACE.test(text)) return false
  const surname = [3, 2, 1].map((length) => text.slice(0, length)).find((start) => JAPANESE_SURNAMES.has(start))
  if (surname === undefined) return false
  const given = text.length - surname.length
  return given >= 1 && given <= 3 && segment(text, 'ja').length > 1
}

/** A common surname with two syllables of which given names are made. */
function isKoreanName(text: string): boolean {
  if (!/^\p{sc=Hangul}{3,4}$/u.test(text) || KOREAN_ORDINARY_WORDS.has(text)) return false
  const surname = text.slice(0, text.length - 2)
  return KOREAN_SURNAMES.has(surname) && [...text.slice(-2)].every((syllable) => KOREAN_GIVEN_SYLLABLES.has(syllable))
}

function hasThaiTitle(text: string): boolean {
  return /^(?:นางสาว|นาย(?!ก|จ้าง|หน้า|แพทย์|ทุน|ทหาร|ตำรวจ|อำเภอ|ทะเบียน|ธนาคาร|ช่าง|ประกัน)|พล\.อ\.|ดร\.)\p{sc=Thai}{3,}/u.test(
    text,
  )
}

function isHanOrKana(word: string): boolean {
  return /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}々ー]{1,6}$/u.test(word)
}

function segment(text: string, language: string): string[] {
  return [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map((part) => part.segment)
}

function foldAll(words: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...words].map(foldWords))
}
