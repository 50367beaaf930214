import type { ReactNode } from 'react'

/** What a tab is for, and its one action. */
export function AdminLead({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="AdminLead">
      <p>{children}</p>
      {action}
    </div>
  )
}
