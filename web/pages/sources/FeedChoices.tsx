import './feed-choice.css'
import './source-page.css'

import type { FeedCandidate } from '@hub/core/source/page-order.ts'
import { urlKey } from '@hub/core/item/canonical-url.ts'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { sourcesQuery } from '../../data/sources.ts'
import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'
import { FeedSample } from './FeedSample.tsx'

type Props = {
  candidates: readonly FeedCandidate[]
  site: string
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
}

/** The feeds of a site with what each brings; those that are sources already say so and lead there. */
export function FeedChoices({ candidates, site, chosen, onChoose }: Props) {
  const known = useQueries({ queries: candidates.map(({ url }) => sourcesQuery({ q: withoutScheme(url) })) })
  const sourceOf = (index: number, url: string) =>
    known[index]?.data?.rows.find((source) => urlKey(source.url) === urlKey(url))
  const choose = (url: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(url)
    else next.delete(url)
    onChoose(next)
  }
  return (
    <div className="FeedChoices" role="group" aria-label={t('sources.addFound', { count: candidates.length, site })}>
      <p role="status">{t('sources.addFound', { count: candidates.length, site })}</p>
      {candidates.map((candidate, index) => {
        const source = sourceOf(index, candidate.url)
        return (
          <div key={candidate.url} className="FeedChoice">
            <CheckInput isSelected={chosen.has(candidate.url)} onChange={(isChosen) => choose(candidate.url, isChosen)}>
              <strong>
                <Content>{candidate.title || candidate.url}</Content>
              </strong>
            </CheckInput>
            <div className="FeedChoice-facts secondary">
              <span className="SourcePage-address">
                <Content>{candidate.url}</Content>
              </span>
              <span>
                {t('sources.addFacts', {
                  kind: t(`sources.feedKind.${candidate.kind}`),
                  count: candidate.itemCount,
                  shown: formatNumber(candidate.itemCount),
                  where: t(`sources.foundBy.${candidate.foundBy}`),
                })}
                {candidate.newestAt ? (
                  <>
                    {' '}
                    <T id="sources.addNewest" values={{ when: <Time at={candidate.newestAt} /> }} />
                  </>
                ) : null}
              </span>
              <FeedSample newest={candidate.newest} />
              {source ? (
                <span>
                  {t('sources.addKnown')}{' '}
                  <Link to="/sources/$sourceId" params={{ sourceId: source.id }}>
                    <Content>{source.title}</Content>
                  </Link>
                </span>
              ) : null}
            </div>
          </div>
        )
      })}
    </div>
  )
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/i, '').slice(0, 200)
}
