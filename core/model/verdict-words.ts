import { foldWords } from '../item/fold-words.ts'

/** Beginnings of words that judge whether something is true or who means ill: in the languages the hub reads best. */
const BEGINNINGS = `disinform misinform malinform false falsi fake hoax propagand debunk fabricat mislead untru
  desinform mesinform infox fausse mensong canular falso falsa bulo enganos mentir falsch fakenews luge lugen irrefuhr
  disinformaz falsit bufal menzogn fuorvian falsid nepnieuw misleid leugen falsk vilseled usann logn villed
  dezinform falsz klamst fejk fałsz kłamst дезинформ дезінформ фейк пропаганд ложн лжив брехн неправд хибн minciun fals
  dezenform yalan sahte asılsız asilsiz تضليل كاذب زائف مزيف اكاذيب أكاذيب مضلل دعاية`
/** Words that begin many innocent ones, so only the whole word counts. */
const WHOLE = `lie lies liar liars lying faux nep vals valse ложь лжи лож`
/** Of scripts without spaces, wherever they stand. */
const UNSPACED = `假新闻 假新聞 虚假 虛假 谣言 謠言 假消息 偽情報 デマ フェイク 捏造 가짜 허위 ข่าวปลอม`
/** Innocent words that begin like one of these. */
const INNOCENT = `falsetto`

const read = (list: string) => list.split(/\s+/u).map(foldWords)
const beginnings = [...new Set(read(BEGINNINGS))]
const whole = new Set(read(WHOLE))
const unspaced = UNSPACED.split(' ')
const innocent = new Set(read(INNOCENT))

/**
 * The first word of a text that gives a verdict, such as “false”, “hoax” or “propaganda”; undefined when it gives none. A
 * machine has no such verdict to give, not even in somebody's name.
 */
export function findVerdict(text: string): string | undefined {
  const found = unspaced.find((word) => text.includes(word))
  if (found !== undefined) return found
  for (const [word] of foldWords(text).matchAll(/[\p{L}\p{M}]+/gu)) {
    if (innocent.has(word)) continue
    if (whole.has(word) || beginnings.some((beginning) => word.startsWith(beginning))) return word
  }
  return undefined
}
