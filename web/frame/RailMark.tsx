import type { RailCount } from './use-rail-counts.ts'

/** The count beside a page's name; screen readers hear what it counts. */
export function RailMark({ count }: { count: RailCount | undefined }) {
  if (!count) return null
  return (
    <span className={count.isUrgent ? 'RailMark RailMark-urgent' : 'RailMark'} title={count.means}>
      <span aria-hidden="true">{count.shown}</span>
      <span className="visually-hidden">{count.means}</span>
    </span>
  )
}
