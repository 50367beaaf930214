import type { NarrativeDetail } from '@hub/core/narrative/narrative-view.ts'
import { Link } from '@tanstack/react-router'

import { formatNumber, languageName } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SnoozeLine } from '../snooze/SnoozeLine.tsx'
import { StorylinePanel } from '../storyline/StorylinePanel.tsx'
import { DraftPanel } from './DraftPanel.tsx'
import { EditedItems } from './EditedItems.tsx'
import { KeyTerms } from './KeyTerms.tsx'
import { NearNarratives } from './NearNarratives.tsx'
import { SignalList } from './SignalList.tsx'

const SHOWN_PUBLISHERS = 8

/** Beside the timeline: why the hub points here, the words, the publishers, the languages, the cases. */
export function NarrativeSide({ narrative }: { narrative: NarrativeDetail }) {
  const { publishers, cases } = narrative
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
      <Panel title={t('narratives.publishersTitle')} aside={formatNumber(narrative.publisherCount)}>
        <Publishers publishers={publishers.slice(0, SHOWN_PUBLISHERS)} />
        {publishers.length > SHOWN_PUBLISHERS ? (
          <Disclosure summary={t('narratives.morePublishers', { count: publishers.length - SHOWN_PUBLISHERS })}>
            <Publishers publishers={publishers.slice(SHOWN_PUBLISHERS)} />
          </Disclosure>
        ) : null}
        <p className="NarrativeSide-languages">
          {t('narratives.inLanguages', { names: narrative.languages.map(languageName).join(', ') })}
        </p>
      </Panel>
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

function Publishers({ publishers }: { publishers: NarrativeDetail['publishers'] }) {
  const most = Math.max(1, ...publishers.map(({ itemCount }) => itemCount))
  return (
    <ul className="Publishers">
      {publishers.map(({ id, name, domain, itemCount }) => (
        <li key={id}>
          <bdi data-content="" title={domain}>
            {name}
          </bdi>
          <span className="Publishers-bar" aria-hidden="true">
            <span style={{ inlineSize: `${(itemCount / most) * 100}%` }} />
          </span>
          <span>{t('narratives.items', { count: itemCount })}</span>
        </li>
      ))}
    </ul>
  )
}
