import type { z } from 'zod'

/** One thing that is wrong with what was sent: where, and in words what would do. */
export type Fault = { path: string; message: string }

/** Says each fault of a refused input in plain words, keeping the words a schema brings of its own. */
export function plainFaults(issues: readonly z.core.$ZodIssue[]): Fault[] {
  return issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: plainWords(issue) }))
}

function plainWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'This is missing.' : `This must be ${aOr(issue.expected)}.`
    case 'too_small':
      return issue.origin === 'string' ? `Write at least ${count(issue.minimum, 'character')}.` : least(issue)
    case 'too_big':
      return issue.origin === 'string' ? `Write at most ${count(issue.maximum, 'character')}.` : most(issue)
    case 'invalid_value':
      return `Choose one of: ${issue.values.map(String).join(', ')}.`
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => `“${key}”`).join(', ')} is not known here.`
    case 'invalid_format':
      return FORMATS[issue.format] ?? issue.message
    default:
      return issue.message
  }
}

const FORMATS: Record<string, string> = {
  email: 'Write an e-mail address.',
  url: 'Write a web address that begins with http:// or https://.',
  uuid: 'This is not an identifier.',
  datetime: 'Write a date and time such as 2026-11-22T09:30:00Z.',
}

function least(issue: { origin: string; minimum: number | bigint }): string {
  return issue.origin === 'array'
    ? `Give at least ${count(issue.minimum, 'entry')}.`
    : `This must be at least ${issue.minimum}.`
}

function most(issue: { origin: string; maximum: number | bigint }): string {
  return issue.origin === 'array'
    ? `Give at most ${count(issue.maximum, 'entry')}.`
    : `This must be at most ${issue.maximum}.`
}

function count(number: number | bigint, noun: string): string {
  if (Number(number) === 1) return `1 ${noun}`
  return `${number} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`
}

function aOr(expected: string): string {
  const words: Record<string, string> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'yes or no',
    array: 'a list',
    object: 'an object',
  }
  return words[expected] ?? `a ${expected}`
}
