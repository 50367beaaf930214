import { useNavigate, useSearch } from '@tanstack/react-router'

import { CASE_SCOPES, type CaseChoice } from './filter-cases.ts'

/** What the board shows, kept in its address so that it can be shared and gone back to. */
export function useBoardSearch() {
  const search = useSearch({ from: '/frame/board' })
  const navigate = useNavigate({ from: '/board' })
  const set = (part: Partial<typeof search>) =>
    void navigate({ search: (previous) => ({ ...previous, ...part }), replace: true })
  const choice: CaseChoice = {
    q: search.q ?? '',
    unitId: search.unit ?? '',
    severity: search.severity ?? '',
    isMine: search.mine === 'yes',
    scope: CASE_SCOPES.find((each) => each === search.scope) ?? 'open',
  }
  return {
    choice,
    view: search.view === 'table' ? ('table' as const) : ('board' as const),
    hasLanes: search.lanes === 'unit',
    state: search.state,
    set,
    setView: (view: 'board' | 'table') => set({ view: view === 'table' ? 'table' : undefined }),
    setChoice: (part: Partial<CaseChoice>) => {
      const { q, unitId, severity, isMine, scope } = { ...choice, ...part }
      set({
        q: q || undefined,
        unit: unitId || undefined,
        severity: severity || undefined,
        mine: isMine ? 'yes' : undefined,
        scope: scope === 'open' ? undefined : scope,
      })
    },
    clear: () => set({ q: undefined, unit: undefined, severity: undefined, mine: undefined, scope: undefined }),
  }
}
