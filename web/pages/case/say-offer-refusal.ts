import { t } from '../../i18n/t.ts'

const CODES = [
  'opinion_gate_open',
  'opinion_not_assignable',
  'case_not_open',
  'unit_already_tasked',
  'lead_exists',
  'not_permitted',
] as const

/** Why a unit cannot be asked, before anybody tries. */
export function sayOfferRefusal(code: string): string {
  const known = CODES.find((candidate) => candidate === code)
  return known ? t(`case.offer.${known}`) : t('case.refusal.other')
}
