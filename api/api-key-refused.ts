/** A request came without an API key, or with one that opens nothing now. */
export class ApiKeyRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ApiKeyRefused'
  }
}
