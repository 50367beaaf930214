import { open } from 'node:fs/promises'

import { OperatorFault } from './expected-fault.ts'

/** Reads a file that an operator named. Throws OperatorFault in a sentence when it is missing, closed to us or larger than `maxBytes`. */
export async function readNamedFile(path: string, maxBytes: number): Promise<Buffer> {
  try {
    await using file = await open(path)
    const info = await file.stat()
    if (info.isDirectory()) throw new OperatorFault(`${path} is a folder. Name the file itself.`)
    if (info.size > maxBytes)
      throw new OperatorFault(
        `${path} is larger than ${maxBytes / 1024 ** 2} MB, the most that is read. Split it into several files.`,
      )
    return await file.readFile()
  } catch (error) {
    if (error instanceof OperatorFault) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw new OperatorFault(
      FILE_WORDS[code]?.(path) ?? `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

const FILE_WORDS: Record<string, (path: string) => string> = {
  ENOENT: (path) => `There is no file ${path}. Check its name and folder.`,
  EACCES: (path) => `${path} may not be read by this user.`,
  ENOTDIR: (path) => `There is no file ${path}. Check its name and folder.`,
}
