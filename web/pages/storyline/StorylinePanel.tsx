import './storyline.css'

import type { NarrativeStoryline, StorylineMember, StorylineSuggestion } from '@hub/core/storyline/storyline-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { narrativeStorylineQuery } from '../../data/storylines.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { DrawStorylineDialog } from './DrawStorylineDialog.tsx'
import { MemberLine } from './MemberLine.tsx'
import { SuggestionLine } from './SuggestionLine.tsx'
import { useStorylineActs } from './use-storyline-acts.ts'

/** On a narrative's page: the storyline it stands in, and which others may belong to it, with the reasons. */
export function StorylinePanel({ narrativeId }: { narrativeId: string }) {
  const query = useQuery(narrativeStorylineQuery(narrativeId))
  return (
    <Panel title={t('storyline.panel')}>
      <QueryPart query={query}>{(shown) => <Shown narrativeId={narrativeId} shown={shown} />}</QueryPart>
    </Panel>
  )
}

type ShownProps = { narrativeId: string; shown: NarrativeStoryline }
type Acts = ReturnType<typeof useStorylineActs>

function Shown({ narrativeId, shown: { storyline, suggestions } }: ShownProps) {
  const mayChange = useMay()('narrative.triage')
  const acts = useStorylineActs()
  const others = storyline?.narratives.filter(({ id }) => id !== narrativeId) ?? []
  const open = suggestions.filter(
    ({ state, other }) => state === 'suggested' && !others.some(({ id }) => id === other.id),
  )
  const refused = suggestions.filter(({ state }) => state === 'refused')
  const answers = { onAnswer: mayChange ? acts.answer : null, isPending: acts.isPending }
  return (
    <div className="Storyline">
      {storyline ? <Told storyline={storyline} others={others} /> : <p className="secondary">{t('storyline.none')}</p>}
      {mayChange ? (
        <Arrange
          narrativeId={narrativeId}
          others={others.map(({ id }) => id)}
          isTold={storyline !== null}
          acts={acts}
        />
      ) : null}
      {open.length > 0 ? (
        <section aria-label={t('storyline.suggested')}>
          <h3>{t('storyline.suggested')}</h3>
          <p className="secondary">{t('storyline.suggestedHint')}</p>
          <Suggestions suggestions={open} {...answers} />
        </section>
      ) : null}
      {refused.length > 0 ? (
        <Disclosure summary={t('storyline.refusedOnes', { count: refused.length })}>
          <Suggestions suggestions={refused} {...answers} />
        </Disclosure>
      ) : null}
      <ActProblem error={acts.error} />
    </div>
  )
}

type ToldProps = { storyline: NonNullable<NarrativeStoryline['storyline']>; others: readonly StorylineMember[] }

function Told({ storyline, others }: ToldProps) {
  return (
    <>
      <Link to="/storylines/$storylineId" params={{ storylineId: storyline.id }} className="Storyline-title">
        <Content>{storyline.title}</Content>
      </Link>
      <ul className="SideList">
        {others.map((member) => (
          <li key={member.id}>
            <MemberLine member={member} />
          </li>
        ))}
      </ul>
    </>
  )
}

type ArrangeProps = { narrativeId: string; others: readonly string[]; isTold: boolean; acts: Acts }

function Arrange({ narrativeId, others, isTold, acts }: ArrangeProps) {
  const [isDrawing, setIsDrawing] = useState(false)
  return (
    <div className="Storyline-acts">
      <Button size="small" onPress={() => setIsDrawing(true)}>
        {t('storyline.drawWith')}
      </Button>
      {isTold ? (
        <Button size="small" variant="quiet" onPress={() => acts.leave(narrativeId, others[0])}>
          {t('storyline.leave')}
        </Button>
      ) : null}
      {isDrawing ? (
        <DrawStorylineDialog
          narrativeId={narrativeId}
          without={[narrativeId, ...others]}
          acts={acts}
          onClose={() => setIsDrawing(false)}
        />
      ) : null}
    </div>
  )
}

type SuggestionsProps = {
  suggestions: readonly StorylineSuggestion[]
  onAnswer: Acts['answer'] | null
  isPending: boolean
}

function Suggestions({ suggestions, ...answers }: SuggestionsProps) {
  return (
    <ul className="SideList">
      {suggestions.map((suggestion) => (
        <li key={suggestion.id}>
          <SuggestionLine suggestion={suggestion} {...answers} />
        </li>
      ))}
    </ul>
  )
}
