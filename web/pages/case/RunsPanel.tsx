import type { CaseDetail } from '@hub/core/case/case-view.ts'
import { useState } from 'react'

import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { usePageKeys } from '../../ui/page-keys.ts'
import { AttachPlaybookDialog } from './AttachPlaybookDialog.tsx'
import { RunChecklist } from './RunChecklist.tsx'

/** The playbooks that run on a case, each as a checklist. */
export function RunsPanel({ detail }: { detail: CaseDetail }) {
  const may = useMay()
  const [isAttaching, setIsAttaching] = useState(false)
  const mayStart = may('run.start')
  usePageKeys([{ key: 'p', does: t('case.keyPlaybook'), act: () => mayStart && setIsAttaching(true) }])
  const attach = mayStart ? (
    <Button size="small" icon="plus" onPress={() => setIsAttaching(true)} keyHint="p">
      {t('case.attach')}
    </Button>
  ) : null
  return (
    <Panel title={t('case.runs')} aside={attach} isFlush={detail.runs.length > 0}>
      {detail.runs.length > 0 ? (
        detail.runs.map((run) => <RunChecklist key={run.id} caseId={detail.id} run={run} />)
      ) : (
        <p className="secondary">{t('case.noRuns')}</p>
      )}
      {isAttaching ? <AttachPlaybookDialog caseId={detail.id} onClose={() => setIsAttaching(false)} /> : null}
    </Panel>
  )
}
