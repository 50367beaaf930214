export type Sort = { column: string; direction: 'ascending' | 'descending' }

/** Rows in order of a value, stable; rows without one stand last either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  by: (row: Row) => string | number | null,
  direction: Sort['direction'],
): Row[] {
  const sign = direction === 'ascending' ? 1 : -1
  return [...rows].sort((a, b) => {
    const left = by(a)
    const right = by(b)
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
    if (typeof left === 'string' && typeof right === 'string') return sign * left.localeCompare(right)
    return left < right ? -sign : left > right ? sign : 0
  })
}
