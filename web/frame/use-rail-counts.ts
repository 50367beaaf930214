import { useQuery } from '@tanstack/react-query'

import { useMay } from '../data/session.ts'
import { situationQuery } from '../data/situation.ts'
import { tipsQuery } from '../data/tips.ts'
import { triageQuery } from '../data/narratives.ts'
import { t } from '../i18n/t.ts'
import type { NavPath } from './nav.ts'

/** A sign in the rail where a person must act: what it shows and what it means in words. */
export type RailCount = { shown: string; means: string; isUrgent: boolean }

/** Counts for the rail, only of what waits for a person. */
export function useRailCounts(): Partial<Record<NavPath, RailCount>> {
  const may = useMay()
  const enabled = may('narrative.read')
  const { data: counts } = useQuery({ ...situationQuery, enabled, select: (situation) => situation.counts })
  const { data: left } = useQuery({
    ...triageQuery(),
    enabled: enabled && may('narrative.triage'),
    select: (queue) => queue.left,
  })
  const { data: tips } = useQuery({ ...tipsQuery, enabled: may('tip.decide'), select: ({ waiting }) => waiting })
  const found: Partial<Record<NavPath, RailCount>> = {}
  if (counts && counts.unacknowledged > 0) {
    const count = counts.unacknowledged
    found['/'] = { shown: String(count), means: t('frame.unacknowledgedCount', { count }), isUrgent: true }
  }
  if (left) found['/triage'] = { shown: String(left), means: t('frame.triageCount', { count: left }), isUrgent: false }
  if (tips) found['/tips'] = { shown: String(tips), means: t('tips.railCount', { count: tips }), isUrgent: false }
  if (counts && counts.failingSources > 0) {
    found['/sources'] = { shown: '!', means: t('frame.failingCount', { count: counts.failingSources }), isUrgent: true }
  }
  return found
}
