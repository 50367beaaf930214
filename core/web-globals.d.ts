// The WHATWG classes every runtime of core has (browsers and Node alike); core compiles with neither library on purpose.
declare class URLSearchParams {
  constructor(init?: string)
  delete(name: string): void
  get(name: string): string | null
  keys(): IterableIterator<string>
  sort(): void
  toString(): string
}
declare class URL {
  constructor(url: string, base?: string)
  static canParse(url: string, base?: string): boolean
  hash: string
  readonly host: string
  hostname: string
  href: string
  readonly origin: string
  password: string
  pathname: string
  port: string
  protocol: string
  search: string
  readonly searchParams: URLSearchParams
  username: string
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(input?: Uint8Array, options?: { stream?: boolean }): string
}
