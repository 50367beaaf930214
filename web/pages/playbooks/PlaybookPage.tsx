import './playbook.css'

import type { PlaybookDetail } from '@hub/core/playbook/playbook-view.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'

import { playbookQuery } from '../../data/playbooks.ts'
import { useMay } from '../../data/session.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Page } from '../../ui/Page.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { DoAndDont } from './DoAndDont.tsx'
import { PlaybookAbout } from './PlaybookAbout.tsx'
import { PlaybookSteps } from './PlaybookSteps.tsx'
import { RunOnCaseDialog } from './RunOnCaseDialog.tsx'
import { StageLetters } from './StageLetters.tsx'

/** A playbook as a document, with one action: run it on a case. */
export function PlaybookPage() {
  const { slug } = useParams({ from: '/frame/playbooks/$slug' })
  const query = useQuery(playbookQuery(slug))
  const may = useMay()
  const [isChoosing, setIsChoosing] = useState(false)
  const playbook = query.data
  const canRun = may('run.start') && playbook !== undefined
  usePageKeys([{ key: 'r', does: t('playbooks.keyRun'), act: () => canRun && setIsChoosing(true) }])
  const run = canRun ? (
    <Button variant="primary" keyHint="r" onPress={() => setIsChoosing(true)}>
      {t('playbooks.run')}
    </Button>
  ) : null
  return (
    <Page
      title={t('playbooks.page')}
      back={
        <Link to="/playbooks" className="BackLink">
          <Icon name="back" />
          {t('playbooks.back')}
        </Link>
      }
      {...(playbook
        ? {
            heading: <Content language={playbook.language}>{playbook.title}</Content>,
            lead: <Content language={playbook.language}>{playbook.summary}</Content>,
          }
        : {})}
      actions={run}
    >
      <QueryPart query={query}>{(detail) => <PlaybookDocument playbook={detail} />}</QueryPart>
      {isChoosing && playbook ? <RunOnCaseDialog playbook={playbook} onClose={() => setIsChoosing(false)} /> : null}
    </Page>
  )
}

function PlaybookDocument({ playbook }: { playbook: PlaybookDetail }) {
  const { content, language } = playbook
  return (
    <article className="Playbook">
      <div className="Playbook-main">
        <div className="Playbook-pair">
          <Sentences title={t('playbooks.whenToUse')} sentences={content.whenToUse} language={language} />
          <Sentences title={t('playbooks.notWhen')} sentences={content.notWhen} language={language} />
        </div>
        <PlaybookSteps playbook={playbook} />
        <section>
          <h2>{t('playbooks.doAndDont')}</h2>
          <DoAndDont playbook={playbook} />
        </section>
        <section>
          <h2>{t('playbooks.metrics')}</h2>
          <dl className="Playbook-metrics">
            {content.metrics.map(({ name, how }) => (
              <div key={name}>
                <dt>
                  <Content language={language}>{name}</Content>
                </dt>
                <dd>
                  <Content language={language}>{how}</Content>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <aside className="Playbook-side">
        <StageLetters stages={playbook.stages} />
        <PlaybookAbout playbook={playbook} />
      </aside>
    </article>
  )
}

function Sentences({ title, sentences, language }: { title: string; sentences: readonly string[]; language: string }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul className="Playbook-sentences">
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Content language={language}>{sentence}</Content>
          </li>
        ))}
      </ul>
    </section>
  )
}
