import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor } from 'oxc-parser'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const WORKSPACES = ['core', 'db', 'workers', 'api', 'web', 'hub', 'config', 'tests'] as const
export type Workspace = (typeof WORKSPACES)[number]

const SKIPPED_FOLDERS = ['node_modules', 'dist', '.turbo', 'coverage']

export interface SourceImport {
  /** As written: `./a.ts`, `@hub/core/b.ts`, `zod`. */
  specifier: string
  /** Nothing of it is left when types are stripped. */
  isTypeOnly: boolean
}

/** A place in a source where something worth judging stands. */
export interface SourceMark {
  line: number
  text: string
}

/** What the architecture rules want to know of one file. */
export interface Source {
  /** From the root of the repository, with `/`. */
  path: string
  lineCount: number
  imports: SourceImport[]
  comments: SourceMark[]
  /** Strings and the fixed parts of templates. */
  strings: SourceMark[]
  /** `any` in a type. */
  anyTypes: SourceMark[]
  /** `a.b` and `a` where `a` is a global object of the platform, `new Date()` without arguments as itself. */
  globals: SourceMark[]
}

/** Reads every TypeScript and script file of the repository's own. */
export function readSources(): Source[] {
  return [...WORKSPACES, 'scripts'].flatMap((folder) =>
    listFiles(folder)
      .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
      .map((path) => parseSource(path, readFileSync(join(ROOT, path), 'utf8'))),
  )
}

/** Every file under a folder of the repository, with its path from the root. */
export function listFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return SKIPPED_FOLDERS.includes(entry.name) ? [] : listFiles(path)
    return [path]
  })
}

/** Parses one file. Throws when it is not TypeScript. */
export function parseSource(path: string, text: string): Source {
  const { program, module, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  const at = (start: number, marked: string): SourceMark => ({ line: lineOf(text, start), text: marked })
  const source: Source = {
    path,
    lineCount: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: [...module.staticImports.map(readImport), ...readReexports(module.staticExports)],
    comments: comments.map((comment) => at(comment.start, comment.value)),
    strings: [],
    anyTypes: [],
    globals: [],
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const specifier = /^['"`]([^'"`$]+)['"`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1]
    if (specifier !== undefined) source.imports.push({ specifier, isTypeOnly: false })
  }
  new Visitor({
    Literal: (node) => {
      if (typeof node.value === 'string') source.strings.push(at(node.start, node.value))
    },
    TemplateLiteral: (node) => {
      source.strings.push(at(node.start, node.quasis.map((quasi) => quasi.value.cooked ?? '').join('?')))
    },
    TSAnyKeyword: (node) => {
      source.anyTypes.push(at(node.start, 'any'))
    },
    MemberExpression: (node) => {
      if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') return
      source.globals.push(at(node.start, `${node.object.name}.${node.property.name}`))
    },
    NewExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
        source.globals.push(at(node.start, 'new Date()'))
      }
    },
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier') source.globals.push(at(node.start, `${node.callee.name}()`))
    },
  }).visit(program)
  return source
}

/** The workspace a file belongs to; undefined for scripts. */
export function workspaceOf(path: string): Workspace | undefined {
  return WORKSPACES.find((workspace) => path.startsWith(`${workspace}/`))
}

/** True for tests and what only tests use. */
export function isTestSource(path: string): boolean {
  return path.startsWith('tests/') || /\.test\.tsx?$/.test(path)
}

type ParsedModule = ReturnType<typeof parseSync>['module']

function readImport(statement: ParsedModule['staticImports'][number]): SourceImport {
  const { entries, moduleRequest } = statement
  return { specifier: moduleRequest.value, isTypeOnly: entries.length > 0 && entries.every((entry) => entry.isType) }
}

function readReexports(statements: ParsedModule['staticExports']): SourceImport[] {
  return statements.flatMap(({ entries }) =>
    entries.flatMap((entry) =>
      entry.moduleRequest === null ? [] : [{ specifier: entry.moduleRequest.value, isTypeOnly: entry.isType }],
    ),
  )
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
