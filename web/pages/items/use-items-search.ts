import { useNavigate, useSearch } from '@tanstack/react-router'

import type { ItemSearch } from '../../data/items.ts'
import { useNow } from '../../ui/use-now.ts'
import { sinceMoment } from '../narratives/since.ts'

/** What the address asks for, how to change it, and the same as the server is asked. */
export function useItemsSearch() {
  const search = useSearch({ from: '/frame/items' })
  const navigate = useNavigate({ from: '/items' })
  const nowMs = useNow()
  const { sort = 'newest', since, from, to, ...rest } = search
  const asked: ItemSearch = {
    ...rest,
    since: from ? startOfDay(from, 0) : sinceMoment(since, nowMs),
    until: to ? startOfDay(to, 1) : undefined,
  }
  const set = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const isFiltered = Object.entries(search).some(([name, value]) => name !== 'sort' && Boolean(value))
  return { search, sort, asked, set, isFiltered }
}

/** The reader's midnight of a day ("2026-11-22"), or of so many days later; undefined where it is no day. */
function startOfDay(day: string, daysLater: number): string | undefined {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const midnight = new Date(year, month - 1, date + daysLater)
  return Number.isNaN(midnight.getTime()) ? undefined : midnight.toISOString()
}
