import { isTestSource, type Source } from './read-sources.ts'

const LINES_MAX = 500
const LINES_MEDIAN = 80
const LINES_P95 = 300
const FOLDER_DEPTH_MAX = 4

const FORBIDDEN_NAMES = ['utils', 'util', 'helpers', 'helper', 'common', 'shared', 'misc', 'index']

/** Lists rather than programs: the schema, migrations, starter content, catalogues of words, fixtures. */
const LIST_FILE = /^(db\/schema\.ts|db\/migrations\/|config\/starter\/|web\/i18n\/)|\/fixtures\//

/** Files past the hard limit. */
export function findLongFiles(sources: Source[]): string[] {
  return sources
    .filter(({ path, lineCount }) => lineCount > LINES_MAX && !LIST_FILE.test(path))
    .map(({ path, lineCount }) => `${path}: ${lineCount} lines; ${LINES_MAX} are the most a file may have`)
}

/** The usual length of a file drifting upwards. */
export function findDrift(sources: Source[]): string[] {
  const lengths = sources
    .filter(({ path }) => !isTestSource(path) && !LIST_FILE.test(path))
    .map(({ lineCount }) => lineCount)
    .sort((first, second) => first - second)
  const at = (share: number) => lengths[Math.floor((lengths.length - 1) * share)] ?? 0
  const found: string[] = []
  if (at(0.5) > LINES_MEDIAN)
    found.push(`half of the files have more than ${at(0.5)} lines; ${LINES_MEDIAN} is the aim`)
  if (at(0.95) > LINES_P95) found.push(`one file in twenty has more than ${at(0.95)} lines; ${LINES_P95} is the limit`)
  return found
}

/** Folders nested too deep to be found. */
export function findDeepFolders(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => path.split('/').length - 1 > FOLDER_DEPTH_MAX)
    .map(({ path }) => `${path}: more than ${FOLDER_DEPTH_MAX} folders deep`)
}

/** Names that say nothing, and barrels. */
export function findEmptyNames(sources: Source[]): string[] {
  return sources.flatMap(({ path }) => {
    const names = path.split('/').map((name) => name.split('.')[0] ?? name)
    const found = names.find((name) => FORBIDDEN_NAMES.includes(name))
    return found === undefined ? [] : [`${path}: "${found}" names no idea`]
  })
}
