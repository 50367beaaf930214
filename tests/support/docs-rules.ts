import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { WORKSPACES } from './read-sources.ts'

/** One page of documentation. */
export interface Page {
  /** From the root of the repository. */
  path: string
  text: string
}

const FOLDERS = [...WORKSPACES, 'docs', 'deploy', 'scripts', '.ci']
const SUFFIXES = ['', '.ts', '.tsx', '.mjs', '.md', '.json']

/** Links to files of the repository that are not there. */
export function findBrokenLinks(root: string, pages: Page[]): string[] {
  return eachMatch(pages, /\]\(<?([^)\s>]+)>?[^)]*\)|<img[^>]*\ssrc="([^"]+)"/g, (page, target) => {
    if (/^([a-z]+:|#)/i.test(target)) return undefined
    const file = normalize(join(dirname(page.path), decodeURIComponent(target.replace(/[?#].*$/, ''))))
    return existsSync(join(root, file)) ? undefined : `the link to ${target} leads nowhere`
  })
}

/** Paths in code marks, such as `db/connect` or `core/case/`, that are not there. */
export function findMissingPaths(root: string, pages: Page[]): string[] {
  return eachMatch(pages, /`([^`\s]+)`/g, (_, written) => {
    const isPath = FOLDERS.some((folder) => written.startsWith(`${folder}/`)) && !/[<>*{}$|…]/.test(written)
    if (!isPath) return undefined
    const path = written.replace(/[:#].*$/, '').replace(/\/$/, '')
    return SUFFIXES.some((suffix) => existsSync(join(root, path + suffix))) ? undefined : `${written} does not exist`
  })
}

/** `npm run` scripts that package.json lacks. */
export function findUnknownScripts(scripts: readonly string[], pages: Page[]): string[] {
  return eachMatch(pages, /\bnpm run (?:--?[\w-]+ )*([\w:.-]*\w)/g, (_, name) =>
    scripts.includes(name) ? undefined : `npm run ${name} is not in package.json`,
  )
}

/** Names of settings that the hub does not read. */
export function findUnknownSettings(known: readonly string[], pages: Page[]): string[] {
  return eachMatch(pages, /\b(HUB_[A-Z][A-Z_]*[A-Z]|(?:DATABASE|REDIS)_[A-Z_]*URL|LOG_[A-Z]+)\b/g, (_, name) =>
    known.includes(name) ? undefined : `${name} is not a setting`,
  )
}

/** Settings that no page explains. */
export function findUnexplainedSettings(known: readonly string[], pages: Page[]): string[] {
  return known
    .filter((name) => !pages.some(({ text }) => text.includes(`\`${name}\``)))
    .map((name) => `${name} is explained nowhere`)
}

function eachMatch(pages: Page[], pattern: RegExp, judge: (page: Page, found: string) => string | undefined): string[] {
  return pages.flatMap((page) =>
    [...page.text.matchAll(pattern)].flatMap((match) => {
      const fault = judge(page, match[1] ?? match[2] ?? '')
      return fault === undefined ? [] : [`${page.path}: ${fault}`]
    }),
  )
}
