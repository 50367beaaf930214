import './matches.css'

import { REFUSAL_REASONS, type RefusalReason } from '@hub/core/match/decide-match.ts'
import type { ClaimMatchView } from '@hub/core/match/match-view.ts'
import { Link } from '@tanstack/react-router'
import { type ReactNode } from 'react'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Time } from '../../ui/Time.tsx'
import { useChosenFocus } from '../../ui/use-chosen-focus.ts'
import { CarriedAnswer } from './CarriedAnswer.tsx'
import { MarkedWords } from './MarkedWords.tsx'
import { sayChance } from './say-chance.ts'

type Props = {
  match: ClaimMatchView
  /** Says which narrative it stands beside, where the page does not. */
  hasNarrative?: boolean
  /** The item whose page this is. */
  itemId?: string
  /** In a list driven by keys: whether it is the one they act on. The chosen one takes the focus along. */
  isChosen?: boolean
  hasKeys?: boolean
  canDecide: boolean
  isBusy: boolean
  onAccept: () => void
  onRefuse: (reason: RefusalReason) => void
  onReopen: () => void
  /** Makes what was withheld a suggestion. Where none is withheld there is nothing to ask. */
  onAsk?: () => void
}

/** A fact-check beside a narrative: the claim, what the reviewer says of it, what it shares with the item, and what people decided. */
export function MatchCard({ match, hasNarrative, itemId, isChosen, hasKeys, ...acts }: Props) {
  const card = useChosenFocus<HTMLElement>(isChosen === true, '.Matches')
  return (
    <article
      ref={card}
      className={`Match Match-${match.state}`}
      {...(hasKeys ? { tabIndex: -1 } : {})}
      {...(isChosen ? { 'aria-current': 'true' as const } : {})}
    >
      {hasNarrative ? <MatchNarrative match={match} /> : null}
      <MatchClaim match={match} />
      <MatchItem match={match} itemId={itemId} />
      <MatchFoot match={match} {...acts} hasKeys={hasKeys === true && isChosen === true} />
    </article>
  )
}

function MatchNarrative({ match: { narrative } }: Pick<Props, 'match'>) {
  return (
    <p className="Match-narrative">
      <T
        id="factChecks.beside"
        values={{
          narrative: (
            <Link to="/narratives/$narrativeId" params={{ narrativeId: narrative.id }}>
              <Content language={narrative.language}>{narrative.title}</Content>
            </Link>
          ),
        }}
      />
    </p>
  )
}

function MatchClaim({ match: { review, words } }: Pick<Props, 'match'>) {
  return (
    <>
      <h3 className="Match-claim">
        <MarkedWords text={review.claim} words={words.map(({ inClaim }) => inClaim)} language={review.language} />
      </h3>
      <p className="Match-says">
        <span className="secondary">{t('factChecks.says', { reviewer: review.reviewer })}</span>{' '}
        <strong>
          <Content>{review.rating}</Content>
        </strong>
      </p>
      <p className="Match-facts">
        <Time at={review.publishedAt ?? review.firstSeenAt} as="day" />
        <a href={review.url} target="_blank" rel="noopener noreferrer nofollow">
          {t('factChecks.open')} <Icon name="external" size={12} />
          <span className="visually-hidden"> {t('narratives.opensNewTab')}</span>
        </a>
      </p>
    </>
  )
}

/** The item that shows the match best, with the shared words marked; key terms have no text of their own. */
function MatchItem({ match: { item, words }, itemId }: { match: ClaimMatchView; itemId: string | undefined }) {
  const inItem = [...new Set(words.map((word) => word.inItem))]
  if (!item)
    return (
      <p className="Match-shared secondary">
        {t('factChecks.sharesTerms')} <MarkedWords text={inItem.join(', ')} words={inItem} language="und" />
      </p>
    )
  const isRepeated = item.excerpt.startsWith(item.title)
  return (
    <blockquote className="Match-item">
      <p className="secondary">
        {item.id === itemId ? t('factChecks.fitsThis') : t('factChecks.fitsBest')} <Content>{item.publisher}</Content>
      </p>
      <p>
        {item.id === itemId ? (
          <MarkedWords text={item.title} words={inItem} language={item.language} />
        ) : (
          <Link to="/items/$itemId" params={{ itemId: item.id }}>
            <MarkedWords text={item.title} words={inItem} language={item.language} />
          </Link>
        )}
      </p>
      {item.excerpt && !isRepeated ? (
        <p className="Match-excerpt">
          <MarkedWords text={item.excerpt} words={inItem} language={item.language} />
        </p>
      ) : null}
    </blockquote>
  )
}

type FootProps = Pick<Props, 'match' | 'canDecide' | 'isBusy' | 'onAccept' | 'onRefuse' | 'onReopen' | 'onAsk'> & {
  hasKeys: boolean
}

function MatchFoot({ onReopen, onAsk, ...props }: FootProps) {
  const { match, canDecide, isBusy } = props
  if (match.state === 'suggested') return <SuggestionFoot {...props} />
  if (match.state === 'withheld')
    return (
      <>
        {match.carried ? <CarriedAnswer carried={match.carried} /> : null}
        {canDecide && onAsk ? (
          <div className="Match-bar">
            <Button size="small" onPress={onAsk} isDisabled={isBusy}>
              {t('factChecks.ask')}
            </Button>
          </div>
        ) : null}
      </>
    )
  return (
    <div className="Match-bar">
      <MatchDecision match={match} />
      {canDecide ? (
        <Button size="small" onPress={onReopen} isDisabled={isBusy}>
          {t('factChecks.reopen')}
        </Button>
      ) : null}
    </div>
  )
}

/** What was accepted on the whole was not measured against this part: there the answer stands in the place of a chance. */
function SuggestionFoot({
  match,
  canDecide,
  isBusy,
  onAccept,
  onRefuse,
  hasKeys,
}: Omit<FootProps, 'onReopen' | 'onAsk'>) {
  const { carried, probability } = match
  const key = (name: string): { keyHint?: string } => (hasKeys ? { keyHint: name } : {})
  return (
    <>
      <p className="Match-chance">
        <Badge>{t('factChecks.suggested')}</Badge> {carried?.state === 'accepted' ? null : sayChance(probability)}
      </p>
      {carried ? <CarriedAnswer carried={carried} /> : null}
      {canDecide ? (
        <div className="Match-bar" role="group" aria-label={t('factChecks.decide')}>
          <Button size="small" variant="primary" {...key('a')} onPress={onAccept} isDisabled={isBusy}>
            {t('factChecks.accept')}
          </Button>
          <span className="secondary">{t('factChecks.refuseBecause')}</span>
          {REFUSAL_REASONS.map((reason, at) => (
            <Button
              key={reason}
              size="small"
              {...key(String(at + 1))}
              onPress={() => onRefuse(reason)}
              isDisabled={isBusy}
            >
              {t(`factChecks.reason.${reason}`)}
            </Button>
          ))}
        </div>
      ) : null}
    </>
  )
}

function MatchDecision({ match: { state, decidedBy, decidedAt, reason } }: Pick<Props, 'match'>): ReactNode {
  const values = { who: <Content>{decidedBy ?? ''}</Content>, when: decidedAt ? <Time at={decidedAt} /> : null }
  return (
    <p className="Match-decision">
      {state === 'accepted' ? (
        <>
          <Badge tone="good">{t('factChecks.accepted')}</Badge> <T id="factChecks.acceptedBy" values={values} />
        </>
      ) : (
        <>
          <Badge>{t('factChecks.refused')}</Badge> <T id="factChecks.refusedBy" values={values} />{' '}
          {reason ? t(`factChecks.reason.${reason}`) : null}
        </>
      )}
    </p>
  )
}
