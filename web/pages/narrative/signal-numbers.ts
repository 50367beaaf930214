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

const keywordSchema = z.object({
  kind: z.literal('keyword'),
  items: z.number(),
  publishers: z.number(),
  hours: z.number(),
  rule: z.string(),
})
const breakoutSchema = z.object({
  kind: z.literal('breakout'),
  category: z.number(),
  platforms: z.array(z.string()),
  communities: z.array(z.string()),
})

export type SignalNumbers =
  | ({ kind: 'spread' } & z.infer<typeof spreadSchema>)
  | ({ kind: 'appearance' } & z.infer<typeof appearanceSchema>)
  | z.infer<typeof keywordSchema>
  | z.infer<typeof breakoutSchema>
  | { kind: 'other' }

/** The numbers of a signal in a shape that words can be made of; signals of a newer kind still show as themselves. */
export function readSignalNumbers(signal: Pick<SignalView, 'numbers'>): SignalNumbers {
  const spread = spreadSchema.safeParse(signal.numbers)
  if (spread.success) return { kind: 'spread', ...spread.data }
  const appearance = appearanceSchema.safeParse(signal.numbers)
  if (appearance.success) return { kind: 'appearance', ...appearance.data }
  const counted = z.union([keywordSchema, breakoutSchema]).safeParse(signal.numbers)
  return counted.success ? counted.data : { kind: 'other' }
}
