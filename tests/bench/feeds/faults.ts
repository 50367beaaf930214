import { readFileSync } from 'node:fs'
import type { ReadFeed } from './feed-readers.ts'

/** Damage that real feeds suffer, one kind at a time, and the share of entries that must survive it. */
export const FAULTS: Record<string, { goal: number; damage: (xml: string) => string }> = {
  'cut at 60 %': { goal: 0.88, damage: (xml) => xml.slice(0, Math.floor(xml.length * 0.6)) },
  'PHP warning first': {
    goal: 0.95,
    damage: (xml) =>
      `<br />\n<b>Warning</b>: Undefined array key 1 in <b>/var/www/feed.php</b> on line <b>7</b><br />\n${xml}`,
  },
  'bare ampersand': { goal: 0.95, damage: (xml) => xml.replace(/<\/title>/g, ' R&D & more?a=1&b=2</title>') },
  'unclosed br': { goal: 0.95, damage: (xml) => xml.replace(/<\/(description|summary|content)>/g, '<br></$1>') },
  'bad date': {
    goal: 0.95,
    damage: (xml) => xml.replace(/(<(?:pubDate|updated|published|dc:date)>)[^<]*/g, '$1the day after tomorrow'),
  },
  'unclosed CDATA': {
    goal: 0.95,
    damage: (xml) => {
      const end = xml.indexOf(']]>', xml.indexOf('<item') + 1)
      if (end !== -1) return xml.slice(0, end) + xml.slice(end + 3)
      return xml.replace(/(<(?:item|entry)[\s>][^]*?<title[^>]*>)/, '$1<![CDATA[')
    },
  },
}

export type FaultResult = { kept: number; of: number; feeds: number }

/**
 * Damages each feed and counts the entries that are still read. After a cut, what counts is how many entries had begun before it
 * (the last one of them is torn).
 */
export async function keepUnderFault(files: readonly string[], fault: string, read: ReadFeed): Promise<FaultResult> {
  const result: FaultResult = { kept: 0, of: 0, feeds: 0 }
  for (const file of files) {
    const xml = readFileSync(file, 'utf8')
    const damaged = FAULTS[fault]?.damage(xml) ?? xml
    const whole = await read(Buffer.from(xml), null).catch(() => null)
    if (whole === null || whole.items.length === 0) continue
    const broken = await read(Buffer.from(damaged), null).catch(() => null)
    const possible = fault.startsWith('cut') ? countEntries(damaged) : whole.items.length
    result.of += possible
    result.kept += Math.min(broken?.items.length ?? 0, possible)
    result.feeds += 1
  }
  return result
}

function countEntries(xml: string): number {
  return xml.match(/<(?:[\w.-]+:)?(?:item|entry)[\s>]/gi)?.length ?? 0
}
