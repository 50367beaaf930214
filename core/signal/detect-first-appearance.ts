import { APPEARANCE_DIMENSIONS } from './signal.ts'
import type { AppearanceDimension, FirstAppearanceSignal } from './signal.ts'

/** One item that is not a copy, as far as where it appeared goes; null where that is unknown. */
export type Appearance = Record<AppearanceDimension, string | null> & { publisherId: string }

/**
 * Finds languages, communities and source kinds a narrative had not been seen in. `seen` is all that went before; where
 * nothing went before, nothing is new. The narrative must have had `minPublishers` independent publishers in all.
 */
export function detectFirstAppearance(
  seen: Readonly<Record<AppearanceDimension, readonly string[]>>,
  appearances: readonly Appearance[],
  publisherCount: number,
  nowMs: number,
  minPublishers = 2,
): FirstAppearanceSignal[] {
  if (publisherCount < minPublishers) return []
  return APPEARANCE_DIMENSIONS.flatMap((dimension) => {
    const before = seen[dimension]
    if (before.length === 0) return []
    const values = new Set(appearances.map((appearance) => appearance[dimension]).filter((value) => value !== null))
    return [...values]
      .filter((value) => value !== 'und' && !before.includes(value))
      .sort()
      .map((value): FirstAppearanceSignal => {
        const publishers = appearances.filter((appearance) => appearance[dimension] === value)
        return {
          kind: 'first_appearance',
          severity: 'S4',
          atMs: nowMs,
          dimension,
          value,
          before: [...before],
          publisherIds: [...new Set(publishers.map(({ publisherId }) => publisherId))].sort(),
        }
      })
  })
}
