import './stage-letters.css'

import { RESIST_STAGES, type ResistStage } from '@hub/core/playbook/playbook.ts'

import { formatList } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'

/** Which of the six steps of RESIST a playbook covers: the word itself, the covered letters dark. */
export function StageLetters({ stages }: { stages: readonly ResistStage[] }) {
  const names = t('playbooks.stagesOf', { stages: formatList(stages.map((stage) => t(`playbooks.stage.${stage}`))) })
  return (
    <span className="StageLetters" role="img" aria-label={names} title={names}>
      {RESIST_STAGES.map((stage) => (
        <span key={stage} data-content="" {...(stages.includes(stage) ? { 'data-covered': '' } : {})}>
          {stage}
        </span>
      ))}
    </span>
  )
}
