import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'

/** A write of this page: it counts as done when everything shown that it touched (`stale`) was asked for again. */
export function useAct<Input, Output>(act: (input: Input) => Promise<Output>, stale: readonly QueryKey[]) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () => Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
}

/** What shows a case: its page, the board and table, the home page. */
export const caseKeys = (id: string): readonly QueryKey[] => [['case', id], ['cases'], ['situation']]
