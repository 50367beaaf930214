import { t } from '../../i18n/t.ts'
import type { MoveRefusal } from '../board/move-choices.ts'

/** Why a move is refused, before it is tried. */
export function sayRefusal({ code, count }: MoveRefusal): string {
  if (code === 'taskings_open') return t('case.refusal.taskings_open', { count })
  if (code === 'not_permitted') return t('case.refusal.not_permitted')
  if (code === 'opinion_not_assignable') return t('case.refusal.opinion_not_assignable')
  return t('case.refusal.other')
}
