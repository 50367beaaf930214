import './table.css'

import { type ReactNode, useState } from 'react'

import { Icon } from './Icon.tsx'
import { type Sort, sortRows } from './sort-rows.ts'

export type Column<Row> = {
  id: string
  title: string
  cell: (row: Row) => ReactNode
  /** The value to sort by; leave out where order means nothing. */
  sortBy?: (row: Row) => string | number | null
  align?: 'start' | 'end'
  width?: string
  /** The title is spoken, not shown. */
  hidesTitle?: boolean
  /** The column that names the row: first on a phone, without its title. */
  isLead?: boolean
}

type Props<Row> = {
  /** What the table shows, for screen readers. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Where the server sorts: what is sorted now and what to ask for. Without it the table sorts what it has. */
  sort?: Sort | null
  onSort?: (sort: Sort) => void
  isSelected?: (row: Row) => boolean
  /** Rows become cards on a phone (default). */
  stacks?: boolean
}

/** A plain table with sortable headers; on a phone each row becomes a card. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  isSelected,
  stacks = true,
}: Props<Row>) {
  const [ownSort, setOwnSort] = useState<Sort | null>(null)
  const active = onSort ? (sort ?? null) : ownSort
  const sortedBy = onSort ? undefined : columns.find(({ id }) => id === ownSort?.column)?.sortBy
  const shown = sortedBy && ownSort ? sortRows(rows, sortedBy, ownSort.direction) : rows
  const ask = onSort ?? setOwnSort
  return (
    <div className="TableScroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="Table" {...(stacks ? { 'data-stacks': '' } : {})}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} active={active} onSort={ask} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={rowKey(row)} {...(isSelected ? { 'aria-selected': isSelected(row) } : {})}>
              {columns.map((column) => (
                <td
                  key={column.id}
                  data-label={column.hidesTitle ? '' : column.title}
                  data-align={column.align}
                  {...(column.isLead ? { 'data-lead': '' } : {})}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type HeadProps<Row> = { column: Column<Row>; active: Sort | null; onSort: (sort: Sort) => void }

function HeadCell<Row>({ column, active, onSort }: HeadProps<Row>) {
  const direction = active?.column === column.id ? active.direction : null
  const title = column.hidesTitle ? <span className="visually-hidden">{column.title}</span> : column.title
  const style = column.width ? { width: column.width } : undefined
  if (!column.sortBy) {
    return (
      <th scope="col" data-align={column.align} style={style}>
        {title}
      </th>
    )
  }
  const next = direction === 'descending' ? 'ascending' : 'descending'
  return (
    <th scope="col" data-align={column.align} style={style} {...(direction ? { 'aria-sort': direction } : {})}>
      <button type="button" className="Table-sort" onClick={() => onSort({ column: column.id, direction: next })}>
        {title}
        <Icon name={direction === 'ascending' ? 'up' : 'down'} size={12} />
      </button>
    </th>
  )
}
