import type { PlaybookDetail } from '@hub/core/playbook/playbook-view.ts'

import type { ReactNode } from 'react'

import { languageName } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'

/** Who takes part, what it rests on and under which licence it may be passed on. */
export function PlaybookAbout({ playbook }: { playbook: PlaybookDetail }) {
  const { content, language, version, publishedAt } = playbook
  return (
    <dl className="PlaybookAbout">
      <About term={t('playbooks.lead.role')}>
        <Content language={language}>{content.leadRole}</Content>
      </About>
      <About term={t('playbooks.support')}>
        {content.supportRoles.length > 0 ? (
          <Lines lines={content.supportRoles} language={language} />
        ) : (
          t('playbooks.noSupport')
        )}
      </About>
      <About term={t('playbooks.tags')}>
        <Tags tags={content.tags} none={t('playbooks.tagsNone')} />
      </About>
      <About term={t('playbooks.disarm')}>
        <Tags tags={content.disarmTechniques} none={t('playbooks.disarmNone')} />
      </About>
      <About term={t('playbooks.sources')}>
        <ul className="PlaybookAbout-lines">
          {content.sources.map(({ title, url }) => (
            <li key={title}>
              {url ? (
                <a href={url} target="_blank" rel="noreferrer">
                  <Content language={language}>{title}</Content>
                </a>
              ) : (
                <Content language={language}>{title}</Content>
              )}
            </li>
          ))}
        </ul>
      </About>
      <About term={t('playbooks.licence')}>
        <Content>{content.licence}</Content>
      </About>
      <About term={t('playbooks.language')}>{languageName(language)}</About>
      <About term={t('playbooks.about')}>
        {publishedAt ? (
          <T id="playbooks.published" values={{ version, when: <Time at={publishedAt} as="day" /> }} />
        ) : (
          t('playbooks.version', { version })
        )}
      </About>
    </dl>
  )
}

function About({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Lines({ lines, language }: { lines: readonly string[]; language: string }) {
  return (
    <ul className="PlaybookAbout-lines">
      {lines.map((line) => (
        <li key={line}>
          <Content language={language}>{line}</Content>
        </li>
      ))}
    </ul>
  )
}

function Tags({ tags, none }: { tags: readonly string[]; none: string }) {
  if (tags.length === 0) return <span className="secondary">{none}</span>
  return (
    <span className="PlaybookAbout-tags">
      {tags.map((tag) => (
        <Badge key={tag}>
          <Content>{tag}</Content>
        </Badge>
      ))}
    </span>
  )
}
