import type { ModelProblem } from '@hub/core/model/model-problem.ts'

import type { FetchFailed } from '../collect/fetch-outcome.ts'

/** What went wrong with the model server, for a person who waits and can only tell the operator. */
export function sayModelFault({ code, status, message }: FetchFailed): ModelProblem {
  switch (code) {
    case 'http_error':
      return sayStatus(status ?? 0)
    case 'timed_out':
      return {
        code: 'timed_out',
        message:
          'The language model did not answer in time. Try again; if it stays slow, ask the operator for a smaller model.',
      }
    case 'too_large':
    case 'bad_encoding':
      return { code: 'too_large', message: 'The language model sent far more than was asked for. Tell the operator.' }
    case 'bad_redirect':
    case 'too_many_redirects':
      return {
        code: 'redirects',
        message:
          'The model server sends the hub on to another address, which it does not follow. Tell the operator to set HUB_MODEL_URL to the final address.',
      }
    default:
      return {
        code: 'unreachable',
        message: `The model server cannot be reached: ${message} Tell the operator to check that it runs, and HUB_MODEL_URL.`,
      }
  }
}

function sayStatus(status: number): ModelProblem {
  if (status === 401 || status === 403) {
    return {
      code: 'refused',
      message: `The model server refuses the hub (${status}). Tell the operator to check HUB_MODEL_KEY.`,
    }
  }
  if (status === 404) {
    return {
      code: 'unknown_model',
      message:
        'The model server knows no such model or address (404). Tell the operator to check HUB_MODEL_URL and the name of the model.',
    }
  }
  if (status === 429) {
    return { code: 'too_busy', message: 'The model server takes no more requests for now (429). Try again later.' }
  }
  return {
    code: 'server_fault',
    message: `The model server reports a fault (${status}). Try again later; if it stays so, tell the operator.`,
  }
}

/** What the server sent is no answer of the protocol. */
export const NOT_UNDERSTOOD: ModelProblem = {
  code: 'bad_answer',
  message:
    'The model server answered in a way the hub does not understand. Tell the operator to check HUB_MODEL_URL and the name of the model.',
}
