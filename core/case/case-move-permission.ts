import type { Permission } from '../access/permissions.ts'
import type { CaseState } from './case-state.ts'

/** The permission a move needs: ending a case, joining it with another or opening it again is for those who may close. */
export function caseMovePermission(from: CaseState, to: CaseState): Permission {
  return to === 'closed' || to === 'merged' || from === 'closed' ? 'case.close' : 'case.triage'
}
