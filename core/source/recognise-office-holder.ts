import { INSTITUTION_WORDS } from './institution-words.ts'
import { isKnownPlace } from './known-places.ts'
import { CHINESE_SURNAMES, JAPANESE_SURNAMES } from './name-words.ts'
import { hasCapital, listWords } from './term-words.ts'

const TITLES = listWords(`
  senator senators senatorin congressman congresswoman minister ministerin ministro ministra ministre ministr ministar
  president presidente presidenta président présidente präsident präsidentin prezydent prezident predsednik predsjednik
  președintele premier chancellor kanzler kanzlerin bundeskanzler bundeskanzlerin governor gouverneur gobernador
  gobernadora mayor bürgermeister bürgermeisterin alcalde alcaldesa maire mp mep deputy député députée diputado diputada
  deputado deputada deputato abgeordneter abgeordnete poseł posłanka senador senadora sénateur sénatrice senatore
  councillor secretary bakan başkan cumhurbaşkanı başbakan milletvekili
  президент премьер министр министра сенатор депутат губернатор мэр міністр депутатка прем'єр мер президентка
  πρόεδρος υπουργός βουλευτής πρωθυπουργός δήμαρχος
`)
/** Titles of scripts without capitals: what follows them is read as a name unless it is a place or a ministry's matter. */
const TITLES_WITHOUT_CAPITALS = listWords(`
  السيناتور النائب النائبة الوزير الوزيرة سيناتور وزير הסנאטור השר השרה חבר-הכנסת ח"כ सांसद विधायक सीनेटर
`)
const HAN_TITLE =
  /^(\p{sc=Han}{1,4})(?:总统|總統|主席|总理|總理|部长|部長|议员|議員|省长|市长|市長|首相|大臣|知事|参议员|參議員)$/u
const HANGUL_TITLE = /^(\p{sc=Hangul}{2,4})\s?(?:대통령|총리|장관|의원|시장|도지사|국회의원)$/u
const HANGUL_NO_NAME =
  /^(?:전|현|전직|현직|미국|한국|일본|중국|러시아|프랑스|국회|시의회|보건|복지|외교|국방|통일|법무|교육|환경|노동|문화|재정|부|국무|임시|신임|지방|군의회|도의회|주식|금융|노동|전통|재래|중고|부동산|농산물|수산|의|치과|한|동물병원)/u

/** Whether a term reads like an office holder by title and name: “Senator X”, “Ministerin Müller”. An office alone is none. */
export function looksLikeOfficeHolder(text: string): boolean {
  const words = text.replaceAll(/[,;]/g, ' ').trim().split(/\s+/)
  const han = HAN_TITLE.exec(text)?.[1]
  if (han !== undefined) return beginsWithSurname(han) && !isKnownPlace(han)
  const hangul = HANGUL_TITLE.exec(text)?.[1]
  if (hangul !== undefined) return !HANGUL_NO_NAME.test(hangul) && !isKnownPlace(hangul)
  if (words.length < 2 || words.length > 5) return false
  const [first = '', second = ''] = words
  if (TITLES_WITHOUT_CAPITALS.has(first))
    return /^\p{L}+$/u.test(second) && !isKnownPlace(words.slice(1).join(' ')) && words.length > 2
  const at = words.findIndex((word) => TITLES.has(word.toLowerCase().replace(/\.$/, '')))
  const named = words.slice(at + 1)
  if (at < 0 || at > 1 || named.length === 0 || !hasCapital(named[0] ?? '')) return false
  if (isKnownPlace(named.join(' '))) return false
  return (
    !named.some((word) => INSTITUTION_WORDS.has(word.toLowerCase())) &&
    !named.some((word) => TITLES.has(word.toLowerCase()))
  )
}

function beginsWithSurname(name: string): boolean {
  return [1, 2, 3].some((length) => {
    const surname = name.slice(0, length)
    return CHINESE_SURNAMES.has(surname) || JAPANESE_SURNAMES.has(surname)
  })
}
