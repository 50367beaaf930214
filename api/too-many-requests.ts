/** More was asked than the sender may ask in this while. */
export class TooManyRequests extends Error {
  readonly retryAfterMs: number
  constructor(message: string, retryAfterMs: number) {
    super(message)
    this.name = 'TooManyRequests'
    this.retryAfterMs = retryAfterMs
  }
}
