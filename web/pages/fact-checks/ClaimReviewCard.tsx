import type { ClaimReviewView } from '@hub/core/claim/claim-review-view.ts'
import { Link } from '@tanstack/react-router'

import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Time } from '../../ui/Time.tsx'

/** One review: the claim, who reviewed it, and what they say of it; the rest on request. */
export function ClaimReviewCard({ review }: { review: ClaimReviewView }) {
  return (
    <article className="FactCheck">
      <h2>
        <Content language={review.language}>{review.claim}</Content>
      </h2>
      <p className="FactCheck-says">
        <span className="secondary">{t('factChecks.says', { reviewer: review.reviewer })}</span>{' '}
        <strong>
          <Content>{review.rating}</Content>
        </strong>
      </p>
      <p className="FactCheck-facts">
        <Time at={review.publishedAt ?? review.firstSeenAt} as="day" />
        <a href={review.url} target="_blank" rel="noopener noreferrer nofollow">
          {t('factChecks.open')}
        </a>
        {review.itemId ? (
          <Link to="/items/$itemId" params={{ itemId: review.itemId }}>
            {t('factChecks.item')}
          </Link>
        ) : null}
      </p>
      <Disclosure summary={t('factChecks.details')}>
        <ReviewDetails review={review} />
      </Disclosure>
    </article>
  )
}

function ReviewDetails({ review }: { review: ClaimReviewView }) {
  const { ratingValue, worstRating, bestRating, claimant, appearances, earlier, source } = review
  const scale = [worstRating, bestRating].map((end) => (end === null ? '?' : formatNumber(end)))
  return (
    <Facts
      facts={[
        ...(ratingValue === null
          ? []
          : [
              {
                term: t('factChecks.number'),
                value: t('factChecks.scale', {
                  value: formatNumber(ratingValue),
                  worst: scale[0] ?? '',
                  best: scale[1] ?? '',
                }),
              },
            ]),
        ...(claimant ? [{ term: t('factChecks.claimant'), value: <Content>{claimant}</Content> }] : []),
        ...(appearances.length > 0
          ? [{ term: t('factChecks.appearances'), value: <Addresses addresses={appearances} /> }]
          : []),
        ...(earlier.length > 0 ? [{ term: t('factChecks.earlier'), value: <EarlierRatings earlier={earlier} /> }] : []),
        { term: t('factChecks.source'), value: <Content>{source.title}</Content> },
        { term: t('factChecks.collected'), value: <Time at={review.firstSeenAt} as="moment" /> },
      ]}
    />
  )
}

function Addresses({ addresses }: { addresses: readonly string[] }) {
  return (
    <ul className="FactCheck-list">
      {addresses.map((address) => (
        <li key={address}>
          <a href={address} target="_blank" rel="noopener noreferrer nofollow">
            <Content>{address}</Content>
          </a>
        </li>
      ))}
    </ul>
  )
}

function EarlierRatings({ earlier }: Pick<ClaimReviewView, 'earlier'>) {
  return (
    <ul className="FactCheck-list">
      {earlier.map(({ rating, until }) => (
        <li key={until}>
          <Content>{rating}</Content> <span className="secondary">{t('factChecks.until')}</span>{' '}
          <Time at={until} as="moment" />
        </li>
      ))}
    </ul>
  )
}
