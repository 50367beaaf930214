import type { StorylineSuggestion } from '@hub/core/storyline/storyline-view.ts'

import type { SuggestionAnswer } from '../../data/storylines.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { MemberLine } from './MemberLine.tsx'

type Props = {
  suggestion: StorylineSuggestion
  /** Null for those who only read. */
  onAnswer: ((id: string, answer: SuggestionAnswer) => void) | null
  isPending: boolean
}

/** A narrative that may belong to the storyline, what speaks for it, and what a person can answer. */
export function SuggestionLine({ suggestion, onAnswer, isPending }: Props) {
  const { id, other, reasons, state } = suggestion
  const button = (answer: SuggestionAnswer) => (
    <Button
      size="small"
      variant={answer === 'accept' ? 'secondary' : 'quiet'}
      isDisabled={isPending}
      ariaLabel={t('ui.actOn', { act: t(`storyline.${answer}`), name: other.title })}
      onPress={() => onAnswer?.(id, answer)}
    >
      {t(`storyline.${answer}`)}
    </Button>
  )
  return (
    <>
      <MemberLine member={other} />
      <ul className="Storyline-reasons">
        {reasons.map(({ kind, shown }) => (
          <li key={kind}>
            <T id={`storyline.reason.${kind}`} values={{ shown: <Content>{shown.join(' · ')}</Content> }} />
          </li>
        ))}
      </ul>
      {onAnswer ? (
        <div className="Storyline-acts">
          {state === 'suggested' ? (
            <>
              {button('accept')}
              {button('refuse')}
            </>
          ) : (
            button('reopen')
          )}
        </div>
      ) : null}
    </>
  )
}
