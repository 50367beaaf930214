import { foldWords } from '../item/fold-words.ts'

/** Languages whose names of countries are known (CLDR, through Intl). */
const COUNTRY_LANGUAGES = (
  'en am ar az be bg bn bs ca cs da de el es et eu fa fi fr gl gu he hi hr hu hy id is it ja ka kk km kn ko lo lt lv mk ml mr ' +
  'ms my nb ne nl pa pl pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zh-Hant'
).split(' ')

let countries: ReadonlySet<string> | undefined
let cities: ReadonlySet<string> | undefined

/** Whether a text, as a whole, is the name of a country, or of a city that a time zone is named for. Capitals and accents do not count. */
export function isKnownPlace(text: string): boolean {
  const folded = foldWords(text).trim()
  countries ??= readCountries()
  cities ??= readCities()
  return countries.has(folded) || cities.has(folded)
}

function readCountries(): ReadonlySet<string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => english.of(code))
  const names = new Set<string>()
  for (const language of COUNTRY_LANGUAGES) {
    const local = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of codes) {
      const name = local.of(code)
      if (name !== undefined) names.add(foldWords(name))
    }
  }
  return names
}

/** Time zones carry English names of some four hundred cities, islands and regions: `America/Buenos_Aires`. */
function readCities(): ReadonlySet<string> {
  return new Set(
    Intl.supportedValuesOf('timeZone').flatMap((zone) => {
      const [area, ...places] = zone.split('/')
      return area === 'Etc' ? [] : places.map((place) => foldWords(place.replaceAll('_', ' ')))
    }),
  )
}
