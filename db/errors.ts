/** The object does not exist, or not for this reader: the two look the same from outside. */
export class NotFound extends Error {
  readonly noun: string
  constructor(noun: string) {
    super(`There is no such ${noun.replaceAll('_', ' ')}, or you have no access to it.`)
    this.name = 'NotFound'
    this.noun = noun
  }
}

/** The actor may not do this. */
export class Forbidden extends Error {
  readonly permission: string
  constructor(permission: string, message: string) {
    super(message)
    this.name = 'Forbidden'
    this.permission = permission
  }
}

/**
 * The object's present state forbids the write: a refused transition, a second use of a unique name, or a stale row
 * version. `current` carries what stands now, so that a person can compare it with what they wanted to save.
 */
export class Conflict extends Error {
  readonly code: string
  readonly current: unknown
  constructor(code: string, message: string, current?: unknown) {
    super(message)
    this.name = 'Conflict'
    this.code = code
    this.current = current
  }
}
