import { existsSync, readFileSync } from 'node:fs'

/** A JSON file of the suites, or undefined when there is none. */
export function readJson<Value>(path: string): Value | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Value) : undefined
}
