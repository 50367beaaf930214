import { z } from 'zod'

const problemSchema = z.object({
  title: z.string().default(''),
  detail: z.string().default(''),
  code: z.string().default('unknown'),
  reference: z.string().optional(),
  current: z.unknown().optional(),
  faults: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
})
type Problem = z.infer<typeof problemSchema>

/**
 * A refusal or failure of the hub as a page can show it. `status` is 0 when no answer came at all; `current` is the
 * object as it stands now when somebody else changed it first (409).
 */
export class ApiProblem extends Error {
  readonly status: number
  readonly problem: Problem
  readonly reference: string | null

  constructor(status: number, problem: Problem, reference: string | null) {
    super(problem.detail || problem.title || problem.code)
    this.name = 'ApiProblem'
    this.status = status
    this.problem = problem
    this.reference = problem.reference ?? reference
  }
}

/** Reads an error answer (RFC 9457 where the hub itself answered) into a problem. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => ({}))
  const parsed = problemSchema.safeParse(body)
  const problem = parsed.success ? parsed.data : problemSchema.parse({})
  return new ApiProblem(response.status, problem, response.headers.get('x-request-id'))
}

/** The problem of a request that got no answer, or an answer nobody can read. */
export function noAnswer(code: 'offline' | 'unreadable', detail: string): ApiProblem {
  return new ApiProblem(0, problemSchema.parse({ code, detail }), null)
}

export function isConflict(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.status === 409
}
