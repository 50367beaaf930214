import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { Link } from '@tanstack/react-router'

import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SnoozeLine } from '../snooze/SnoozeLine.tsx'
import { StorylinePanel } from '../storyline/StorylinePanel.tsx'
import { DraftPanel } from './DraftPanel.tsx'
import { EditedItems } from './EditedItems.tsx'
import { KeyTerms } from './KeyTerms.tsx'
import { NarrativePublishers } from './NarrativePublishers.tsx'
import { NearNarratives } from './NearNarratives.tsx'
import { SignalList } from './SignalList.tsx'

/** Beside the timeline: why the hub points here, the words, the publishers, the languages, the cases. */
export function NarrativeSide({ narrative }: { narrative: NarrativeDetail }) {
  const { cases } = narrative
  return (
    <div className="NarrativeSide">
      {cases.length > 0 ? (
        <Panel title={t('narratives.cases')}>
          <ul>
            {cases.map(({ id, reference, title }) => (
              <li key={id}>
                <Link to="/cases/$caseId" params={{ caseId: id }}>
                  <Content>{`${reference} ${title}`}</Content>
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
      <Panel title={t('narratives.signals')}>
        <SignalList signals={narrative.signals} />
        <SnoozeLine narrative={narrative} />
      </Panel>
      <DraftPanel narrative={narrative} />
      <Panel title={t('narratives.terms')}>
        <KeyTerms terms={narrative.keyTerms} />
      </Panel>
      <NarrativePublishers narrative={narrative} />
      <StorylinePanel narrativeId={narrative.id} />
      <Panel title={t('narratives.near')}>
        <NearNarratives near={narrative.alternatives} />
      </Panel>
      {narrative.edited.count > 0 ? (
        <Panel title={t('narratives.edited')} aside={formatNumber(narrative.edited.count)}>
          <EditedItems edited={narrative.edited} />
        </Panel>
      ) : null}
    </div>
  )
}
