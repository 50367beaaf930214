import { readdirSync, readFileSync } from 'node:fs'

/** Memory of a process and all its descendants in megabytes; `pssMb` counts a page that several share once. Linux only. */
export function memoryOfTree(root: number): { rssMb: number; pssMb: number } {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue
    const parent = parentOf(Number(name))
    if (parent !== undefined) parents.set(Number(name), parent)
  }
  const isBelow = (pid: number): boolean => {
    for (let found: number | undefined = pid; found !== undefined && found > 1; found = parents.get(found))
      if (found === root) return true
    return false
  }
  let [rssMb, pssMb] = [0, 0]
  for (const pid of parents.keys()) {
    if (!isBelow(pid)) continue
    rssMb += readKb(pid, 'Rss') / 1_024
    pssMb += readKb(pid, 'Pss') / 1_024
  }
  return { rssMb, pssMb }
}

function parentOf(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

function readKb(pid: number, name: 'Rss' | 'Pss'): number {
  try {
    return Number(
      new RegExp(`^${name}: +(\\d+) kB`, 'mu').exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0,
    )
  } catch {
    return 0
  }
}
