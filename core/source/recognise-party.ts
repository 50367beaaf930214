import { hasCapital, listWords, lowerWords } from './term-words.ts'

const PARTY_WORDS = listWords(`
  party partei parti partisi partido partidul partidului partit partito partij partiet parti puolue párt pártja partia
  partii partija partija strana stranka erakond partaí partai đảng партия партии партія партії странка партија κόμμα
  კუსაკცություն პარტია կուսակցություն حزب الحزب پارٹی پارتي מפלגת מפלגה המפלגה पार्टी दल पार्टी দল পার্টি கட்சி పార్టీ chama
`)
/** These mean a party and hardly anything else, so that a second word makes a name of them. */
const CERTAIN_PARTY_WORDS = listWords(`
  partei partisi partidul puolue pártja erakond partai đảng κόμμα პარტია կուսակցություն حزب الحزب מפלגת
`)
/** Beginnings of the words by which parties are named, in many languages. */
const CAUSE = new RegExp(
  '^(?:' +
    [
      'labou?r$|democra|demokra|demócra|démocra|δημοκρατ|демократ|демокра',
      'republican|republikan|républicain|repubblican|республикан',
      'conservat|konservat|консерват|liberal|libéral|либерал|ліберал',
      'sociali|soziali|socijali|sosyali|соціал|социал|σοσιαλ|communis|kommunis|comunis|komunis|komünis|коммунист|комуніст|κομμουν',
      'green$|grün|verde$|verdi$|vert$|yeşil|зелен|zelen|nationalist|nacional|nazional|национал|національ',
      "people['’]?s$|popular|populaire|populare$|popolare$|ludow|народн|λαϊκ|halk|worker|trabalhador|trabajador|travaill|arbeiter",
      'freedom$|freiheit|liberté|libertà|libertad|frihet|свобод|justice$|gerechtigkeit|adalet|справедлив|progress|прогресс|reform|реформ',
      'christian|christlich|cristian|chrétien|хрістиан|христиан|pirat|islam|mapinduzi',
      'जनता|कांग्रेस|समाज|आम$|राष्ट्रीय|लोक|भारतीय|साम्यवादी|كمونيست|تحریک|مسلم|پیپلز',
    ].join('|') +
    ')',
  'u',
)
/** Beside these, a party is an evening, a side of a contract, or any party at all. */
const NO_NAME = listWords(`
  third birthday dinner garden christmas search rescue working launch house hen stag tea political ruling opposition
  governing multi injured interested guilty a the of for in and new two system politische politischen político política
  politique politico fútbol politik politisi politice politiku hükümet iktidar muhalefet
  политическая политической правящая вакцин вакцины груза товара політична правляча
  سياسي حاكم معارض السياسي الحاكم المعارض المعارضة سیاسی سالگرہ פוליטית השלטון शादी जन्मदिन राजनीतिक सत्ताधारी विपक्षी
`)
const COMPOUND = /\p{L}{3,}(?:partei|partiet|partij|puolue)$/u
const NO_COMPOUND =
  /^(?:gegen|dritt|vertrags|regierungs|oppositions|miet|konflikt|kriegs|weder|tegen|oppositie|regerings|splitter|hallitus|oppositio|regjerings|opposisjons)/
const HAN_PARTY = /^\p{sc=Han}{2,}[党黨]$/u
const HAN_NO_PARTY =
  /(?:^|[国國各])(?:.?政|在野|執政|执政|反对|反對|多|各|两|兩|保守派|既成|連立与|联合|新|小|大|野|与|乱|死|朋|同|余|甜|辛|甘)[党黨]$/u
const HANGUL_PARTY =
  /(?:민주|공화|노동|보수|진보|자유|국민|사회|공산|녹색|정의|개혁|혁신|통합|미래|기본소득|시민|민중|기독|새누리|한국|우리|바른|한나라)당$/u

/** Whether a term reads like the name of a political party, by its words for party and for what parties are named after. */
export function looksLikeParty(text: string): boolean {
  const words = lowerWords(text)
  if (words.some((word) => COMPOUND.test(word) && !NO_COMPOUND.test(word))) return true
  const last = words.at(-1) ?? ''
  if (HANGUL_PARTY.test(last) || (HAN_PARTY.test(last) && !HAN_NO_PARTY.test(last))) return true
  if (/^พรรค(?!การเมือง|พวก|ร่วม|ฝ่าย|รัฐบาล).{4,}/u.test(last)) return true
  const beside = words.filter((word) => !PARTY_WORDS.has(word) && !NO_NAME.has(word))
  if (beside.length === 0 || beside.length === words.length || words.length > 6) return false
  if (words.some((word) => NO_NAME.has(word) && !SMALL_WORDS.has(word))) return false
  if (words.some((word) => CERTAIN_PARTY_WORDS.has(word)) || beside.some((word) => CAUSE.test(word))) return true
  const big = text.split(/\s+/).filter(hasCapital)
  return big.some((word) => PARTY_WORDS.has(word.toLowerCase())) && big.length > 1
}

/** These stand inside the names of parties as well. */
const SMALL_WORDS = listWords('the of for in and a new')
