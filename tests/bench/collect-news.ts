const PLACES =
  'Brăila Galați Tulcea Buzău Focșani Slobozia Călărași Giurgiu Ploiești Târgoviște Pitești Slatina Craiova Deva'.split(
    ' ',
  )
const THINGS =
  'water bridge school hospital market forest mayor council bus museum harbour theatre library stadium clinic road'.split(
    ' ',
  )
const DEEDS =
  'opens closes moves waits grows burns floods celebrates strikes votes changes repairs refuses plans delays doubles'.split(
    ' ',
  )

export const benchHost = (index: number): string => `bench-${index}.example`
export const benchIndex = (host: string): number => Number(/^bench-(\d+)\./.exec(host)?.[1] ?? 0)

/** A feed of twelve entries as its site gives it the nth time: two of them are new each time. */
export function renderBenchFeed(index: number, nth: number): string {
  const entries = Array.from({ length: 12 }, (_, place) => renderEntry(index, nth * 2 + place))
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Paper ${index}</title><link>https://${benchHost(index)}/</link><description>News</description><language>en</language>${entries.join('')}</channel></rss>`
}

function renderEntry(index: number, number: number): string {
  const draw = (index * 31 + number * 17) % 9_973
  const pick = (words: readonly string[], step: number) => words[(draw * step + number) % words.length] ?? ''
  const title = `The ${pick(THINGS, 3)} of ${pick(PLACES, 5)} ${pick(DEEDS, 7)} as the ${pick(THINGS, 11)} ${pick(DEEDS, 13)}`
  const sentence = `${title}, reporters of paper ${index} say in note ${number} from ${pick(PLACES, 19)}. `
  const published = new Date(Date.UTC(2026, 10, 20) + (number % 4_000) * 60_000).toUTCString()
  return `<item><guid isPermaLink="false">${index}-${number}</guid><title>${title}</title><link>https://${benchHost(index)}/${number}</link><pubDate>${published}</pubDate><description>&lt;p&gt;${sentence.repeat(6)}&lt;/p&gt;</description></item>`
}
