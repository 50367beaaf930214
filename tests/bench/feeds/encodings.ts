import { parseFeed } from '@hub/workers/collect/parse-feed.ts'

/** Encodings that feeds come in and words of a language that is written in each. */
const SAMPLES: readonly (readonly [charset: string, words: string])[] = [
  ['utf-8', 'Žluťoučký kůň úpěl ďábelské ódy – příliš mnoho zpráv o počasí'],
  ['utf-16le', 'Правительство опубликовало новый отчёт о состоянии дорог'],
  ['utf-16be', '政府は道路の状態に関する新しい報告書を発表した'],
  ['windows-1252', 'Le gouvernement a publié hier un rapport sur l’état des routes à péage, très détaillé'],
  ['windows-1250', 'Vláda včera zveřejnila novou zprávu o stavu silnic a dálnic, řekl mluvčí úřadu'],
  ['windows-1251', 'Правительство опубликовало новый отчёт о состоянии дорог в стране'],
  ['koi8-r', 'Правительство опубликовало новый отчёт о состоянии дорог в стране'],
  ['iso-8859-2', 'Rząd opublikował wczoraj nowy raport o stanie dróg, źródło: urząd statystyczny'],
  ['iso-8859-7', 'Η κυβέρνηση δημοσίευσε χθες νέα έκθεση για την κατάσταση των δρόμων'],
  ['windows-1256', 'نشرت الحكومة أمس تقريرا جديدا عن حالة الطرق في البلاد'],
  ['shift_jis', '政府は昨日、道路の状態に関する新しい報告書を発表しました'],
  ['euc-kr', '정부는 어제 도로 상태에 관한 새로운 보고서를 발표했다'],
  ['gbk', '政府昨天发布了一份关于道路状况的新报告，引起广泛讨论'],
  ['big5', '政府昨天發布了一份關於道路狀況的新報告，引起廣泛討論'],
]

/** How a charset is announced: by the header, the declaration, both, against a wrong header, or not at all. */
const WAYS = ['header', 'declaration', 'both', 'wrong header', 'nothing'] as const
type Way = (typeof WAYS)[number]

export type EncodingCase = { charset: string; way: Way; isRight: boolean; got: string }

/** Reads one small feed for every charset and every way of announcing it, 70 in all. */
export function readEncodings(): EncodingCase[] {
  return SAMPLES.flatMap(([charset, words]) =>
    WAYS.map((way) => {
      const declaration =
        way === 'declaration' || way === 'both' || way === 'wrong header' ? ` encoding="${charset}"` : ''
      const xml = `<?xml version="1.0"${declaration}?><rss version="2.0"><channel><title>${words}</title><item><title>${words}</title><description>${words}. ${words}.</description></item></channel></rss>`
      const label = way === 'header' || way === 'both' ? charset : way === 'wrong header' ? 'utf-8' : null
      const contentType = label === null ? 'application/rss+xml' : `application/rss+xml; charset=${label}`
      const result = parseFeed(encode(xml, charset), { contentType, baseUrl: null })
      const got = result.ok ? result.feed.title : result.error.message
      return {
        charset,
        way,
        isRight: got === words && result.ok && result.feed.items[0]?.text === `${words}. ${words}.`,
        got,
      }
    }),
  )
}

const tables = new Map<string, Map<string, Uint8Array>>()

function encode(text: string, charset: string): Uint8Array {
  if (charset === 'utf-8') return Buffer.from(text)
  if (charset === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  if (charset === 'utf-16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  const table = tables.get(charset) ?? buildTable(charset)
  tables.set(charset, table)
  return Buffer.concat([...text].map((letter) => table.get(letter) ?? Buffer.from('?')))
}

/** The decoder run backwards: every one- and two-byte sequence by the letter it stands for. */
function buildTable(charset: string): Map<string, Uint8Array> {
  const table = new Map<string, Uint8Array>()
  const add = (bytes: number[]) => {
    const letter = new TextDecoder(charset).decode(Uint8Array.from(bytes))
    if ([...letter].length === 1 && letter !== '\ufffd' && !table.has(letter)) table.set(letter, Uint8Array.from(bytes))
  }
  for (let first = 0; first < 256; first += 1) add([first])
  if (!['shift_jis', 'euc-kr', 'gbk', 'big5'].includes(charset)) return table
  for (let first = 0x81; first < 0xff; first += 1)
    for (let second = 0x40; second < 0xff; second += 1) add([first, second])
  return table
}
