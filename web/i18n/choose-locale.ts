export const LOCALES = ['en', 'qps'] as const
export type AppLocale = (typeof LOCALES)[number]

/** What `Intl` is given for each language of the interface. */
export const FORMAT_LOCALES: Readonly<Record<AppLocale, readonly string[]>> = { en: ['en-GB'], qps: ['en-GB'] }

const STORED_AS = 'hub.lang'

/** Chooses the language: `?lang=` first (and remembers it), then what was remembered, else English. */
export function chooseLocale(search: string, storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): AppLocale {
  const asked = LOCALES.find((locale) => locale === new URLSearchParams(search).get('lang'))
  if (asked) {
    storage?.setItem(STORED_AS, asked)
    return asked
  }
  return LOCALES.find((locale) => locale === storage?.getItem(STORED_AS)) ?? 'en'
}
