import { TIP_DECLINE_REASONS, type TipDeclineReason, type TipView } from '@hub/core/tip/tip.ts'

import { languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'
import { useChosenFocus } from '../../ui/use-chosen-focus.ts'

type Props = {
  tip: TipView
  isChosen: boolean
  onChoose: () => void
  canDecide: boolean
  isBusy: boolean
  onAccept: () => void
  onDecline: (reason: TipDeclineReason) => void
}

/** One tip in full. The chosen one takes the focus along, so that a screen reader reads what keys choose. */
export function TipCard({ tip, isChosen, onChoose, ...decisions }: Props) {
  const article = useChosenFocus<HTMLElement>(isChosen, '.Tips, #main')
  return (
    <article
      ref={article}
      className="Tip-card"
      tabIndex={-1}
      {...(isChosen ? { 'aria-current': 'true' as const } : {})}
    >
      <TipWords tip={tip} />
      {isChosen && decisions.canDecide ? <TipBar {...decisions} /> : null}
      {!isChosen && decisions.canDecide ? (
        <div>
          <Button size="small" onPress={onChoose}>
            {t('tips.choose')}
          </Button>
        </div>
      ) : null}
    </article>
  )
}

function TipWords({ tip }: { tip: TipView }) {
  return (
    <>
      <p className="Tip-facts">
        <Time at={tip.receivedAt} />
        {tip.language ? <span>{languageName(tip.language)}</span> : null}
        {tip.place ? <Content>{t('tips.place', { place: tip.place })}</Content> : null}
      </p>
      {tip.url ? (
        <p className="Tip-link">
          <a href={tip.url} target="_blank" rel="noopener noreferrer nofollow">
            <Content>{tip.url}</Content>
          </a>
        </p>
      ) : null}
      {tip.text ? (
        <p className="Tip-text">
          <Content language={tip.language}>{tip.text}</Content>
        </p>
      ) : (
        <p className="secondary">{t('tips.noWords')}</p>
      )}
      {tip.others > 0 ? <p className="Tip-others">{t('tips.others', { count: tip.others })}</p> : null}
      {tip.otherTexts.length > 0 ? (
        <ul className="Tip-otherTexts">
          {tip.otherTexts.map((text) => (
            <li key={text}>
              <Content>{text}</Content>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function TipBar({ isBusy, onAccept, onDecline }: Omit<Props, 'tip' | 'isChosen' | 'onChoose' | 'canDecide'>) {
  return (
    <div className="Tip-bar" role="group" aria-label={t('tips.decide')}>
      <Button variant="primary" keyHint="a" onPress={onAccept} isDisabled={isBusy}>
        {t('tips.accept')}
      </Button>
      <span className="secondary">{t('tips.declineBecause')}</span>
      {TIP_DECLINE_REASONS.map((reason, index) => (
        <Button
          key={reason}
          size="small"
          keyHint={String(index + 1)}
          onPress={() => onDecline(reason)}
          isDisabled={isBusy}
        >
          {t(`tips.reason.${reason}`)}
        </Button>
      ))}
    </div>
  )
}
