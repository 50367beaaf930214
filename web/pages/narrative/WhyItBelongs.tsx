import type { NarrativeItemView } from '@hub/core/narrative/narrative-view.ts'
import { Link } from '@tanstack/react-router'

import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { listScoreParts } from './score-parts.ts'

const twoDigits = (value: number) => formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** Why an item stands in its narrative: the score, what was needed, of what it is made, and what came second. */
export function WhyItBelongs({ item, isOpen }: { item: NarrativeItemView; isOpen: boolean }) {
  const { why } = item
  return (
    <Disclosure summary={t('narratives.why')} isOpen={isOpen}>
      <div className="Why">
        <p>
          {why.copyOf ? (
            <T id="narratives.whyCopy" values={{ title: <Content>{why.copyOf.title}</Content> }} />
          ) : why.isNew ? (
            t('narratives.whyNew', { score: twoDigits(why.score), threshold: twoDigits(why.threshold) })
          ) : (
            t('narratives.whyJoined', { score: twoDigits(why.score), threshold: twoDigits(why.threshold) })
          )}
        </p>
        <Facts facts={whyFacts(why)} />
      </div>
    </Disclosure>
  )
}

function whyFacts(why: NarrativeItemView['why']) {
  const [runnerUp] = why.alternatives
  const facts = []
  if (why.terms.length > 0) {
    const terms = why.terms.map(({ term, weight }) => `${term} ${twoDigits(weight)}`).join(' · ')
    facts.push({ term: t('narratives.whyTerms'), value: <Content>{terms}</Content> })
  }
  const parts = why.copyOf ? [] : listScoreParts(why.parts)
  if (parts.length > 0) facts.push({ term: t('narratives.whyParts'), value: parts.join(' · ') })
  if (why.neighbours.length > 0) {
    facts.push({
      term: t('narratives.whyNeighbours'),
      value: why.neighbours.map(({ itemId, title, similarity }) => (
        <div key={itemId}>
          {twoDigits(similarity)} <Content>{title}</Content>
        </div>
      )),
    })
  }
  if (runnerUp) {
    facts.push({
      term: t('narratives.whyRunnerUp'),
      value: (
        <>
          {twoDigits(runnerUp.score)}{' '}
          <Link to="/narratives/$narrativeId" params={{ narrativeId: runnerUp.narrativeId }}>
            <Content>{runnerUp.title}</Content>
          </Link>
        </>
      ),
    })
  }
  return facts
}
