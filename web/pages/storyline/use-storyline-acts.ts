import { answerSuggestion, drawStoryline, leaveStoryline, type SuggestionAnswer } from '../../data/storylines.ts'
import { useAct } from '../../data/use-act.ts'
import { t } from '../../i18n/t.ts'
import { toast } from '../../ui/toasts.ts'

type Act = { send: () => Promise<void>; said: string; undo?: Act }

/** Answers suggestions and arranges storylines; says what was done and offers to take it back. */
export function useStorylineActs() {
  const { mutate, error, isPending } = useAct(({ send }: Act) => send(), [['storylines']])
  const run = (act: Act, onDone?: () => void) =>
    mutate(act, {
      onSuccess: () => {
        const { undo } = act
        toast(act.said, undo ? { label: t('ui.undo'), onPress: () => run(undo) } : undefined)
        onDone?.()
      },
    })
  const answer = (id: string, given: SuggestionAnswer) => {
    const reopen: Act = { send: () => answerSuggestion(id, 'reopen'), said: t('storyline.reopened') }
    if (given === 'reopen') run(reopen)
    else {
      const said = t(given === 'accept' ? 'storyline.accepted' : 'storyline.refused')
      run({ send: () => answerSuggestion(id, given), said, undo: reopen })
    }
  }
  const draw = (narrativeId: string, other: string, onDone?: () => void) =>
    run(
      {
        send: () => drawStoryline(narrativeId, other),
        said: t('storyline.drawn'),
        undo: { send: () => leaveStoryline(other), said: t('storyline.reopened') },
      },
      onDone,
    )
  const leave = (narrativeId: string, stays: string | undefined) =>
    run({
      send: () => leaveStoryline(narrativeId),
      said: t('storyline.left'),
      ...(stays ? { undo: { send: () => drawStoryline(stays, narrativeId), said: t('storyline.reopened') } } : {}),
    })
  return { answer, draw, leave, error, isPending }
}
