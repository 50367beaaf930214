import { isTestSource, type Source, type SourceMark } from './read-sources.ts'

/** Files that tools load themselves, before anything of ours runs. */
const TOOL_FILE = /^(scripts\/|.*\b(vite|vitest)\.config\.ts$)/

const CLOCK_AND_CHANCE = [
  'Date.now',
  'new Date()',
  'Date()',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
]
const DOORS = ['fetch()', 'setTimeout()', 'setInterval()', 'setImmediate()', 'queueMicrotask()']

// Statements as a whole string begins with them, in capitals or in small letters: "Select a unit from the list" is prose.
const SQL =
  /^\s*(select\s[\s\S]*\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|with\s+\S+\s+as\s*\(|(create|alter|drop)\s+(table|index|role|schema|database|extension)\s|SELECT\s[\s\S]*\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|WITH\s+\S+\s+AS\s*\(|(CREATE|ALTER|DROP)\s+(TABLE|INDEX|ROLE|SCHEMA|DATABASE|EXTENSION)\s)/

/** `process.env` anywhere but in `config`. */
export function findEnvReads(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => !path.startsWith('config/') && !TOOL_FILE.test(path))
    .flatMap((source) =>
      faults(source, source.globals, ({ text }) => text === 'process.env', 'process.env is read in config only'),
    )
}

/** SQL statements outside `db`. */
export function findSqlText(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => !path.startsWith('db/') && !isTestSource(path))
    .flatMap((source) => faults(source, source.strings, ({ text }) => SQL.test(text), 'SQL stands in db only'))
}

/** Clocks, chance and doors to the world in `core`. */
export function findImpurities(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => path.startsWith('core/') && !isTestSource(path))
    .flatMap((source) =>
      source.globals
        .filter(({ text }) => [...CLOCK_AND_CHANCE, ...DOORS].includes(text) || text.startsWith('process.'))
        .map(({ line, text }) => `${source.path}:${line}: core is pure: ${text} is passed in`),
    )
}

/** Notes to oneself without the number of an issue. */
export function findBareTodos(sources: Source[]): string[] {
  return sources.flatMap((source) =>
    faults(
      source,
      source.comments,
      ({ text }) => /\b(TODO|FIXME|XXX|HACK)\b(?! ?\(#\d+\))/.test(text),
      'a TODO names its issue, as TODO (#12)',
    ),
  )
}

/** The type that switches checking off. */
export function findAnyTypes(sources: Source[]): string[] {
  return sources.flatMap((source) => faults(source, source.anyTypes, () => true, 'any switches the type check off'))
}

function faults(source: Source, marks: SourceMark[], isFault: (mark: SourceMark) => boolean, words: string): string[] {
  return marks.filter(isFault).map(({ line }) => `${source.path}:${line}: ${words}`)
}
