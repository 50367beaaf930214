import './sources.css'

import type { ImportView } from '@hub/core/source/import-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

import { importQuery, isOpen } from '../../data/source-imports.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { announce } from '../../ui/announce.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { Time } from '../../ui/Time.tsx'
import { RefusedEntries } from './RefusedEntries.tsx'

/** One import: how far it is, and what became of its entries. It goes on when the page is left. */
export function ImportPage() {
  const { importId } = useParams({ from: '/frame/sources/imports/$importId' })
  const query = useQuery(importQuery(importId))
  const back = (
    <Link to="/sources/imports" className="BackLink">
      <Icon name="back" />
      {t('sources.imports')}
    </Link>
  )
  const name = query.data?.name
  return (
    <Page
      title={t('sources.importPage')}
      back={back}
      {...(name ? { heading: <T id="sources.reportTitle" values={{ name: <Content>{name}</Content> }} /> } : {})}
    >
      <QueryPart query={query}>{(view) => <ImportBody view={view} />}</QueryPart>
    </Page>
  )
}

function ImportBody({ view }: { view: ImportView }) {
  useSpokenEnd(view)
  return (
    <>
      <Panel title={t('sources.importHow')}>
        <div className="ImportState">
          <ImportProgress view={view} />
          {view.state === 'failed' ? null : <Facts facts={factsOf(view)} />}
          <p className="secondary">
            <T
              id="sources.importBy"
              values={{ who: <Content>{view.startedBy}</Content>, when: <Time at={view.startedAt} as="moment" /> }}
            />
          </p>
          {isOpen(view) ? null : (
            <Link to="/sources" className={buttonClass()}>
              {t('sources.importToSources')}
            </Link>
          )}
        </div>
      </Panel>
      {view.refused > 0 ? <RefusedEntries importId={view.id} count={view.refused} isOpen={isOpen(view)} /> : null}
    </>
  )
}

/** A bar while it runs; afterwards the end in words. */
export function ImportProgress({ view }: { view: ImportView }) {
  const { state, total, done, refused, problem } = view
  if (state === 'failed') {
    return (
      <Notice tone="danger" role="alert">
        {t('sources.importFailed')} <Content>{problem ?? ''}</Content> {t('sources.importFailedTodo')}
      </Notice>
    )
  }
  if (state === 'done')
    return (
      <Notice tone="accent">{refused === 0 ? t('sources.reportClean') : t('sources.importDone', { refused })}</Notice>
    )
  const words =
    total === null
      ? t('sources.importWaiting')
      : t('sources.importDoneOf', { done: formatNumber(done), total: formatNumber(total) })
  return (
    <>
      <ProgressBar label={t('sources.importHow')} words={words} share={total ? done / total : null} />
      <p className="secondary">{t('sources.importLeave')}</p>
    </>
  )
}

function factsOf(view: ImportView) {
  const { profile } = view
  return [
    { term: t('sources.reportFound'), value: view.total === null ? '–' : formatNumber(view.total) },
    { term: t('sources.reportAdded'), value: formatNumber(view.added) },
    { term: t('sources.reportKnown'), value: formatNumber(view.alreadyThere) },
    { term: t('sources.reportRefused'), value: formatNumber(view.refused) },
    {
      term: t('sources.col.profile'),
      value: profile ? (
        <Link to="/profiles/$profileId" params={{ profileId: profile.id }}>
          {profile.inForce ? (
            <Content>{profile.title}</Content>
          ) : (
            <T id="sources.profileOver" values={{ title: <Content>{profile.title}</Content> }} />
          )}
        </Link>
      ) : (
        t('sources.noProfile')
      ),
    },
  ]
}

/** Tells those who do not see the bar that it came to its end while they were here. */
function useSpokenEnd(view: ImportView): void {
  const wasOpen = useRef(isOpen(view))
  const words = t('sources.importSpoken', { added: view.added, refused: view.refused })
  useEffect(() => {
    if (wasOpen.current && view.state === 'done') announce(words)
    wasOpen.current = isOpen(view)
  }, [view, words])
}
