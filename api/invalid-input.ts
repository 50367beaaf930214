import type { z } from 'zod'

/** Input that does not fit what a route takes, with every fault at once. */
export class InvalidInput extends Error {
  readonly issues: readonly z.core.$ZodIssue[]
  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('Some of what was sent cannot be used. See the faults.')
    this.name = 'InvalidInput'
    this.issues = issues
  }
}
