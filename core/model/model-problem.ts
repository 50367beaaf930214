import { z } from 'zod'

/** Why a model gave nothing, as one word. */
export const MODEL_PROBLEM_CODES = [
  'unreachable',
  'timed_out',
  'refused',
  'unknown_model',
  'too_busy',
  'server_fault',
  'too_large',
  'redirects',
  'bad_answer',
  'untraceable',
  'nothing_to_send',
  'given_up',
] as const

/** `message` is a sentence that says what happened and what to do. */
export const modelProblemSchema = z.object({ code: z.enum(MODEL_PROBLEM_CODES), message: z.string() })
export type ModelProblem = z.infer<typeof modelProblemSchema>
