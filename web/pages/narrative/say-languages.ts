import { languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'

const SHOWN = 2

/** The first languages by name, the rest as a number. */
export function sayLanguages(codes: readonly string[]): string {
  const names = codes.slice(0, SHOWN).map(languageName).join(', ')
  const rest = codes.length - SHOWN
  return rest > 0 ? t('narratives.moreLanguages', { names, count: rest }) : names
}
