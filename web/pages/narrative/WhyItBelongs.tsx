import type { NarrativeItemView } from '@hub/core/narrative/narrative-view.ts'
import { Link } from '@tanstack/react-router'

import { formatDuration } from '../../i18n/duration.ts'
import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { MarkedText } from './MarkedText.tsx'
import { listScoreParts } from './score-parts.ts'

type Why = NarrativeItemView['why']

const HOUR_MS = 3_600_000
const twoDigits = (value: number) => formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** Why an item stands in its narrative: the score, what was needed, of what it is made, and why no other was chosen. */
export function WhyItBelongs({ item, isOpen }: { item: NarrativeItemView; isOpen: boolean }) {
  const { why } = item
  return (
    <Disclosure summary={t('narratives.why')} isOpen={isOpen}>
      <div className="Why">
        <p>
          {why.copyOf ? (
            <T id="narratives.whyCopy" values={{ title: <Content>{why.copyOf.title}</Content> }} />
          ) : (
            sayGrounds(why)
          )}
        </p>
        <Facts facts={whyFacts(item)} />
      </div>
    </Disclosure>
  )
}

function sayGrounds(why: Why): string {
  const values = { score: twoDigits(why.score), threshold: twoDigits(why.threshold) }
  if (why.isNew) return t('narratives.whyNew', values)
  if (!isRevival(why)) return t('narratives.whyJoined', values)
  return t('narratives.whyRevived', { ...values, quiet: formatDuration((why.parts['gapHours'] ?? 0) * HOUR_MS) })
}

/** Whether the item brought a narrative back that had no item left to compare with. */
function isRevival({ parts }: Why): boolean {
  return parts['keptTermsShared'] !== undefined
}

function whyFacts({ why, language }: NarrativeItemView) {
  const facts = []
  if (why.terms.length > 0) {
    const terms = why.terms.map(({ term, weight }) => `${term} ${twoDigits(weight)}`).join(' · ')
    facts.push({ term: t('narratives.whyTerms'), value: <Content>{terms}</Content> })
  }
  const parts = why.copyOf ? [] : listScoreParts(why.parts)
  if (parts.length > 0) facts.push({ term: t('narratives.whyParts'), value: parts.join(' · ') })
  if (why.neighbours.length > 0) {
    const terms = why.terms.map(({ term }) => term)
    facts.push({
      term: t('narratives.whyNeighbours'),
      value: why.neighbours.map(({ itemId, title, similarity }) => (
        <div key={itemId}>
          {twoDigits(similarity)}{' '}
          <Link to="/items/$itemId" params={{ itemId }}>
            <MarkedText text={title} terms={terms} language={language} />
          </Link>
        </div>
      )),
    })
  }
  if (!why.copyOf) facts.push({ term: t('narratives.whyNot'), value: <WhyNoOther why={why} /> })
  return facts
}

/** The runners-up, best first, each with how much it fell short. */
function WhyNoOther({ why }: { why: Why }) {
  if (why.alternatives.length === 0) return <>{t('narratives.whyNone')}</>
  return why.alternatives.map(({ narrativeId, title, score }) => (
    <div key={narrativeId}>
      <Link to="/narratives/$narrativeId" params={{ narrativeId }}>
        <Content>{title}</Content>
      </Link>{' '}
      {sayShortfall(why, score)}
    </div>
  ))
}

function sayShortfall(why: Why, score: number): string {
  const { score: best, threshold, isNew } = why
  const values = { score: twoDigits(score), threshold: twoDigits(threshold) }
  if (isRevival(why)) return t('narratives.whyNotJoined', values)
  if (isNew) return t('narratives.whyNotNeeded', values)
  const less = twoDigits(Math.max(0, best - score))
  return score < threshold
    ? t('narratives.whyNotBelow', { ...values, less })
    : t('narratives.whyNotScored', { score: values.score, less })
}
