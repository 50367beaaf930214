import { INSTITUTION_WORDS } from './institution-words.ts'
import { hasCapital, listWords, lowerWords } from './term-words.ts'

/** These mean a paper or a station, so that a second word makes a name of them. */
const CERTAIN_WORDS = listWords(`
  newspaper gazette tabloid zeitung tageblatt wochenblatt periódico gazzetta giornale jornal gazeta gazetesi dagblad krant
  tidningen sanomat újság noviny ziarul вестник газета телеканал радиостанция радіостанція εφημερίδα
  صحيفة جريدة روزنامه اخبار قناة إذاعة تلفزيون شبکه עיתון ערוץ टाइम्स टीवी न्यूज़ टेलीविजन
`)
/** These are part of an outlet's name only where they are written as one. */
const POSSIBLE_WORDS = listWords(`
  times post herald tribune telegraph daily news tv television radio channel broadcasting journal chronicle observer
  courier press media mail mirror diario correo noticias kurier rundschau anzeiger allgemeine blatt nachrichten
  вести новости известия ведомости правда радио haber
`)
/** With these it is no outlet's name: what papers carry, kinds of media, and waters of the same word. */
const NO_NAME = listWords(`
  fake false breaking latest good bad social mass mainstream state public local online digital smart old printed daily-news
  licence license advert waves release conference freedom club box code office war
  falsche neue alte öffentlich fake-news falso falsos falsas фейковые поддельная
  السويس بنما الماء المياه مائية كاذبة زائفة जाली फेक फर्जी ब्रेकिंग स्मार्ट מים השקיה
`)
const NUMBERED = /(?:^|\s)(?:channel|kanal|canal|kanał|канал|κανάλι|ערוץ|قناة|ช่อง|tv)\s*\d{1,3}$/iu
const COMPOUND =
  /^(?!tages|wochen|sonntags|online|schüler|gratis|partei)\p{L}{3,}(?:zeitung|tageblatt|dagblad|tidningen)$/u
const UNSPACED = [
  /^\p{sc=Han}{2,}(?:日报|日報|晚报|晚報|时报|時報|早报|早報|周刊|新闻网|新聞網|电视台|電視台|卫视|衛視|広播电台|广播电台|新聞社)$/u,
  /^(?![假偽伪虚]|虛)[\p{sc=Han}\p{sc=Katakana}ー]{2,}(?<!フェイク)(?:新聞|テレビ|放送局)$/u,
  /^(?!가짜|재난|공영|인터넷|생활|지역|종이|학교|아침|저녁|최신|국제|건강)\p{sc=Hangul}{2,}(?:일보|신문|방송|뉴스)$/u,
  /^(?:หนังสือพิมพ์|สถานีโทรทัศน์|สถานีวิทยุ|สำนักข่าว)(?!ท้องถิ่น|ออนไลน์)\p{sc=Thai}{3,}/u,
]

/** Whether a term reads like the name of a newspaper, station or other outlet. */
export function looksLikeOutlet(text: string): boolean {
  const words = lowerWords(text)
  if (words.some((word) => NO_NAME.has(word))) return false
  if (NUMBERED.test(text) || words.some((word) => COMPOUND.test(word))) return true
  if (UNSPACED.some((pattern) => pattern.test(words.at(-1) ?? ''))) return true
  if (words.length < 2 || words.length > 5) return false
  if (words.some((word) => CERTAIN_WORDS.has(word))) return true
  if (words.some((word) => INSTITUTION_WORDS.has(word))) return false
  const big = text.split(/\s+/).filter((word) => hasCapital(word) || /^\p{Lu}{2,5}$/u.test(word))
  return big.length > 1 && big.some((word) => POSSIBLE_WORDS.has(word.toLowerCase()))
}
