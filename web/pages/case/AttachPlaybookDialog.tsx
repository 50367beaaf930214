import './run.css'

import type { PlaybookRow } from '@hub/core/playbook/playbook-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { playbooksQuery } from '../../data/playbooks.ts'
import { startRun } from '../../data/runs.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { toast } from '../../ui/toasts.ts'
import { MatchSentence } from '../playbooks/MatchSentence.tsx'

/** Finds a playbook and starts it on a case. */
export function AttachPlaybookDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const [q, setQ] = useState('')
  const playbooks = useQuery(playbooksQuery(q.trim() ? { q: q.trim() } : {}))
  const start = useAct((slug: string) => startRun(caseId, slug), caseKeys(caseId))
  const attach = ({ slug, title }: PlaybookRow) =>
    start.mutate(slug, {
      onSuccess: () => {
        toast(t('case.attached', { title }))
        onClose()
      },
    })
  return (
    <Dialog title={t('case.attachTitle')} isOpen onClose={onClose} isWide>
      <p className="secondary">{t('case.attachHint')}</p>
      <SearchInput label={t('case.attachSearch')} value={q} onChange={setQ} autoFocus />
      <ActProblem error={start.error} />
      <QueryPart query={playbooks}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="secondary">{t('case.attachNone')}</p>
          ) : (
            <ul className="CaseRows">
              {rows.map((row) => (
                <li key={row.id} className="CaseRow">
                  <div className="CaseRow-text">
                    <strong>
                      <Content language={row.language}>{row.title}</Content>
                    </strong>
                    <span className="secondary two-lines AttachRow-summary">
                      {row.match ? (
                        <MatchSentence sentence={row.match} language={row.language} />
                      ) : (
                        <Content language={row.language}>{row.summary}</Content>
                      )}
                    </span>
                  </div>
                  <Button
                    size="small"
                    isDisabled={start.isPending}
                    ariaLabel={t('ui.actOn', { act: t('case.attachThis'), name: row.title })}
                    onPress={() => attach(row)}
                  >
                    {t('case.attachThis')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </QueryPart>
    </Dialog>
  )
}
