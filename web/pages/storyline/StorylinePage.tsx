import './storyline.css'

import type { StorylineView } from '@hub/core/storyline/storyline-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { storylineQuery } from '../../data/storylines.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { TimelineChart } from '../../ui/TimelineChart.tsx'
import { useNow } from '../../ui/use-now.ts'
import { MemberLine } from './MemberLine.tsx'
import { RenameStorylineDialog } from './RenameStorylineDialog.tsx'
import { useStorylineActs } from './use-storyline-acts.ts'

const DAY_MS = 86_400_000
const SHORTEST_MS = 14 * DAY_MS

/** Days are counted from midnight UTC: a bar that began at another hour would show its items a day early. */
function startOfDay(atMs: number): number {
  return Math.floor(atMs / DAY_MS) * DAY_MS
}

/** One storyline: its items over time with the beginning of each narrative, and the narratives, oldest first. */
export function StorylinePage() {
  const { storylineId } = useParams({ from: '/frame/storylines/$storylineId' })
  const query = useQuery(storylineQuery(storylineId))
  const [isRenaming, setIsRenaming] = useState(false)
  const mayChange = useMay()('narrative.triage')
  const storyline = query.data
  return (
    <Page
      title={t('storyline.panel')}
      back={
        <Link to="/storylines" className="BackLink">
          <Icon name="back" size={14} />
          {t('storyline.list')}
        </Link>
      }
      heading={storyline ? <Content>{storyline.title}</Content> : t('storyline.panel')}
      actions={
        storyline && mayChange ? <Button onPress={() => setIsRenaming(true)}>{t('storyline.rename')}</Button> : null
      }
    >
      <QueryPart query={query}>
        {(shown) => (
          <>
            <Panel title={t('storyline.overTime')}>
              <OverTime storyline={shown} />
            </Panel>
            <Panel title={t('storyline.narrativesOf')}>
              <Members storyline={shown} mayChange={mayChange} />
            </Panel>
          </>
        )}
      </QueryPart>
      {storyline && isRenaming ? (
        <RenameStorylineDialog storyline={storyline} onClose={() => setIsRenaming(false)} />
      ) : null}
    </Page>
  )
}

function OverTime({ storyline }: { storyline: StorylineView }) {
  const nowMs = useNow()
  const points = storyline.days.map(({ day, items }) => ({ atMs: Date.parse(day), value: items }))
  const count = points.reduce((sum, { value }) => sum + value, 0)
  return (
    <TimelineChart
      points={points}
      fromMs={Math.min(points[0]?.atMs ?? nowMs, startOfDay(nowMs - SHORTEST_MS))}
      toMs={nowMs}
      marks={storyline.narratives.map(({ id, firstItemAt }) => ({
        id,
        atMs: Date.parse(firstItemAt),
        kind: 'signal',
        label: t('storyline.begun'),
      }))}
      summary={t('storyline.summary', { count, narratives: storyline.narratives.length })}
      countLabel={(items) => t('narratives.items', { count: items })}
      bucketHours={24}
    />
  )
}

function Members({ storyline, mayChange }: { storyline: StorylineView; mayChange: boolean }) {
  const acts = useStorylineActs()
  return (
    <>
      <ul className="StorylineMembers">
        {storyline.narratives.map((member) => (
          <li key={member.id}>
            <div>
              <MemberLine member={member} />
            </div>
            {mayChange ? (
              <Button
                size="small"
                variant="quiet"
                isDisabled={acts.isPending}
                ariaLabel={t('ui.actOn', { act: t('storyline.takeOut'), name: member.title })}
                onPress={() => acts.leave(member.id, storyline.narratives.find(({ id }) => id !== member.id)?.id)}
              >
                {t('storyline.takeOut')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ActProblem error={acts.error} />
    </>
  )
}
