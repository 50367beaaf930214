import { z } from 'zod'

const STORED_AS = 'hub.seenCases'
const KEPT = 500
const seenSchema = z.record(z.string(), z.string())

/** Remembers in this browser up to which change the reader has seen a case. */
export function markCaseSeen(id: string, updatedAt: string): void {
  const { [id]: _previous, ...others } = readSeen()
  const kept = [...Object.entries(others), [id, updatedAt] as const].slice(-KEPT)
  localStorage.setItem(STORED_AS, JSON.stringify(Object.fromEntries(kept)))
}

/** Whether something happened on a case since the reader last opened it here. */
export function hasUnseenChange(
  row: { id: string; updatedAt: string },
  seen: Readonly<Record<string, string>>,
): boolean {
  const last = seen[row.id]
  return last === undefined || last < row.updatedAt
}

export function readSeen(): Record<string, string> {
  try {
    const parsed = seenSchema.safeParse(JSON.parse(localStorage.getItem(STORED_AS) ?? '{}'))
    return parsed.success ? parsed.data : {}
  } catch {
    return {}
  }
}
