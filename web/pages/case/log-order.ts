import type { LogEntryView } from '@hub/core/case/log-entry.ts'

/** The log as a person reads it: by when things happened, newest first; entries of one moment by their number. */
export function byEventTime<Entry extends Pick<LogEntryView, 'eventAt' | 'seq'>>(log: readonly Entry[]): Entry[] {
  return log.toSorted((a, b) => b.eventAt.localeCompare(a.eventAt) || b.seq - a.seq)
}

/** "Ana María Ruiz" → "AMR": who struck an entry through. */
export function initialsOf(name: string): string {
  return name
    .split(/[\s.@-]+/)
    .filter(Boolean)
    .slice(0, 3)
    .map((part) => [...part][0]?.toLocaleUpperCase() ?? '')
    .join('')
}

/** Enough of a hash to compare by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8)
}
