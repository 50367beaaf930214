/**
 * A declared language as an ISO 639-1 code: `en-US`, `pt_BR`, `eng`, `EN` → `en`, `pt`, `en`, `en`. Norwegian Bokmål and
 * Nynorsk are both `no`. Returns null for anything that is no language with a two-letter code.
 */
export function languageCode(declared: string | null | undefined): string | null {
  if (declared === null || declared === undefined) return null
  const tag =
    declared
      .trim()
      .replace(/_/g, '-')
      .split(/[\s,;]/)[0] ?? ''
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(tag)) return null
  const primary = tag.split('-')[0] ?? ''
  let language: string
  try {
    language = new Intl.Locale(primary).language
  } catch {
    return null
  }
  if (language === 'nb' || language === 'nn') return 'no'
  return /^[a-z]{2}$/.test(language) && language !== 'xx' && language !== 'zz' ? language : null
}
