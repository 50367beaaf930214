import type { Severity as SeverityValue } from '@hub/core/resist/assessment.ts'

import { t } from '../../i18n/t.ts'
import { SeverityMark } from '../../ui/SeverityMark.tsx'

const LEVELS = { S1: 1, S2: 2, S3: 3, S4: 4 } as const

type Props = {
  value: SeverityValue | null
  show?: 'both' | 'shape'
  /** Only "S2", where room is short; the whole label stays in the title. */
  isShort?: boolean
}

/** A severity with its shape and label. */
export function Severity({ value, show, isShort }: Props) {
  const label = value
    ? t(isShort ? `terms.severityShort.${value}` : `terms.severity.${value}`)
    : t('terms.severityNone')
  return <SeverityMark level={value ? LEVELS[value] : null} label={label} {...(show ? { show } : {})} />
}
