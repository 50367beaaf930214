export const SNOOZE_SPANS = ['tomorrow', 'three_days', 'week', 'rise'] as const
export type SnoozeSpan = (typeof SNOOZE_SPANS)[number]

const DAYS: Readonly<Record<Exclude<SnoozeSpan, 'rise'>, number>> = { tomorrow: 1, three_days: 3, week: 7 }
/** People are told in the morning, not in the night. */
const MORNING_HOUR = 9

/** When a span ends: at nine in the reader's morning so many days on; null for “until it rises”. */
export function endOf(span: SnoozeSpan, now: Date): Date | null {
  if (span === 'rise') return null
  const end = new Date(now)
  end.setDate(end.getDate() + DAYS[span])
  end.setHours(MORNING_HOUR, 0, 0, 0)
  return end
}
