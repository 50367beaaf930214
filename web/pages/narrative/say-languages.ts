import { languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'

const SHOWN = 2

/** The first languages by name, the rest as a number. Items too short to tell count only where there is nothing else. */
export function sayLanguages(codes: readonly string[]): string {
  const known = codes.filter((code) => code !== 'und')
  const told = known.length > 0 ? known : codes
  const names = told.slice(0, SHOWN).map(languageName).join(', ')
  const rest = told.length - SHOWN
  return rest > 0 ? t('narratives.moreLanguages', { names, count: rest }) : names
}
