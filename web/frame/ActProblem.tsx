import { ApiProblem } from '../api-problem.ts'
import { Content } from '../ui/Content.tsx'
import { Notice } from '../ui/Notice.tsx'
import { sayProblem } from './say-problem.ts'

/** Why a write was refused or failed, beside the button that was pressed; the fields at fault are named. */
export function ActProblem({ error }: { error: Error | null }) {
  if (!error) return null
  const faults = error instanceof ApiProblem ? error.problem.faults : []
  return (
    <Notice tone="danger" role="alert">
      <p>{sayProblem(error)}</p>
      {faults.length > 0 ? (
        <ul>
          {faults.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <Content>{path ? `${path}: ${message}` : message}</Content>
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  )
}
