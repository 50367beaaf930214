import './source-page.css'

import type { SourceItem, SourceTrace } from '@hub/core/source/source-page-view.ts'
import type { SourceView } from '@hub/core/source/source-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { sourceBackgroundQuery } from '../../data/sources.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatDuration } from '../../i18n/duration.ts'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Time } from '../../ui/Time.tsx'
import { SourceHistory } from './SourceHistory.tsx'

/** The newest items of a source, what people did to it, and the collector's own notes. */
export function SourceBackground({ source }: { source: SourceView }) {
  const query = useQuery(sourceBackgroundQuery(source.id))
  return (
    <QueryPart query={query}>
      {({ items, events, trace }) => (
        <>
          <Panel
            title={t('sources.items')}
            aside={
              <Link to="/items" search={{ sourceId: source.id }}>
                {t('sources.itemsAll')}
              </Link>
            }
          >
            <NewestItems items={items} />
          </Panel>
          <Panel title={t('sources.history')}>
            <SourceHistory events={events} />
            <Disclosure summary={t('sources.trace')}>
              <Trace source={source} trace={trace} />
            </Disclosure>
          </Panel>
        </>
      )}
    </QueryPart>
  )
}

function NewestItems({ items }: { items: readonly SourceItem[] }) {
  if (items.length === 0) return <p className="secondary">{t('sources.itemsNone')}</p>
  return (
    <ul className="SourceItems">
      {items.map(({ id, title, language, firstSeenAt }) => (
        <li key={id}>
          <Link to="/items/$itemId" params={{ itemId: id }}>
            <Content language={language}>{title}</Content>
          </Link>
          <span className="secondary">
            <Time at={firstSeenAt} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Trace({ source, trace }: { source: SourceView; trace: SourceTrace }) {
  const none = t('sources.traceNone')
  const word = (text: string | null) => (text ? <Content>{text}</Content> : none)
  return (
    <Facts
      facts={[
        { term: t('sources.editUrl'), value: word(source.url) },
        { term: t('sources.traceFinal'), value: word(trace.finalUrl) },
        ...(trace.movedTo ? [{ term: t('sources.traceMoved'), value: word(trace.movedTo) }] : []),
        { term: t('sources.traceEtag'), value: word(trace.etag) },
        { term: t('sources.traceLastModified'), value: word(trace.lastModified) },
        { term: t('sources.traceInterval'), value: formatDuration(trace.intervalMs) },
      ]}
    />
  )
}
