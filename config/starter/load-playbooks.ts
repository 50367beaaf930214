import { readFile, readdir } from 'node:fs/promises'
import { z } from 'zod'
import { playbookFileSchema } from '@hub/core/playbook/playbook.ts'
import type { PlaybookFile } from '@hub/core/playbook/playbook.ts'

const STARTER_FOLDER = new URL('./playbooks/', import.meta.url)

/**
 * The starter library, the base playbook first and then by slug. Every file is read and checked before anything is
 * returned; one Error lists all faulty files with what is wrong in each.
 */
export async function loadStarterPlaybooks(folder: URL = STARTER_FOLDER): Promise<PlaybookFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
  const read = await Promise.all(names.map((name) => readPlaybook(folder, name)))
  const playbooks = read.filter((result) => result.fault === undefined).map((result) => result.playbook)
  const faults = [...read.flatMap(({ fault }) => fault ?? []), ...missingBases(playbooks)]
  if (faults.length > 0) throw new Error(`The starter playbooks have faults:\n${faults.join('\n')}`)
  return playbooks.toSorted((left, right) => inheritanceRank(left) - inheritanceRank(right))
}

type ReadResult = { playbook: PlaybookFile; fault?: undefined } | { fault: string }

async function readPlaybook(folder: URL, name: string): Promise<ReadResult> {
  const content = parseJson(await readFile(new URL(name, folder), 'utf8'))
  if ('fault' in content) return { fault: `${name}: ${content.fault}` }
  const parsed = playbookFileSchema.safeParse(content.value)
  if (!parsed.success) return { fault: `${name}: ${z.prettifyError(parsed.error)}` }
  if (`${parsed.data.slug}.json` !== name)
    return { fault: `${name}: the slug “${parsed.data.slug}” differs from the file name.` }
  return { playbook: parsed.data }
}

function parseJson(text: string): { value: unknown } | { fault: string } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { fault: `not JSON (${error instanceof Error ? error.message : String(error)})` }
  }
}

function missingBases(playbooks: readonly PlaybookFile[]): string[] {
  const bases = new Set(playbooks.filter(({ content }) => content.inherits === null).map(({ slug }) => slug))
  return playbooks.flatMap(({ slug, content: { inherits } }) =>
    inherits === null || bases.has(inherits)
      ? []
      : [`${slug}.json: inherits “${inherits}”, which is no base playbook here.`],
  )
}

function inheritanceRank({ content }: PlaybookFile): number {
  return content.inherits === null ? 0 : 1
}
