import type { SignalView } from '@hub/core/narrative/narrative-view.ts'
import { z } from 'zod'

const spreadSchema = z.object({
  publishersPerHour: z.number(),
  usualPublishersPerHour: z.number(),
  ratio: z.number(),
  publishers: z.number(),
  newPublishers: z.number(),
  items: z.number(),
  copies: z.number(),
  windowHours: z.number(),
})
const appearanceSchema = z.object({ dimension: z.enum(['language', 'community', 'source_kind']), value: z.string() })

export type SignalNumbers =
  | ({ kind: 'spread' } & z.infer<typeof spreadSchema>)
  | ({ kind: 'appearance' } & z.infer<typeof appearanceSchema>)
  | { kind: 'other' }

/** The numbers of a signal in a shape that words can be made of; signals of a newer kind still show as themselves. */
export function readSignalNumbers(signal: Pick<SignalView, 'numbers'>): SignalNumbers {
  const spread = spreadSchema.safeParse(signal.numbers)
  if (spread.success) return { kind: 'spread', ...spread.data }
  const appearance = appearanceSchema.safeParse(signal.numbers)
  return appearance.success ? { kind: 'appearance', ...appearance.data } : { kind: 'other' }
}
