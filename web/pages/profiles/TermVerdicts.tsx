import { lintTerm } from '@hub/core/source/lint-terms.ts'

import { useTermLists } from '../../data/profiles.ts'
import { t } from '../../i18n/t.ts'
import { Badge, type BadgeTone } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'

const TONES: Readonly<Record<ReturnType<typeof lintTerm>['kind'], BadgeTone>> = {
  fine: 'neutral',
  needs_reason: 'warning',
  refused: 'danger',
}

/** The terms of a proposed profile as its approver has to weigh them: each with what the hub says of it. */
export function TermVerdicts({ terms }: { terms: readonly string[] }) {
  const lists = useTermLists()
  return (
    <>
      <p className="secondary">{t('profilePreview.verdictLead')}</p>
      <ul className="TermVerdicts">
        {terms.map((term) => {
          const verdict = lintTerm(term, lists)
          const { kind } = verdict
          return (
            <li key={term} data-verdict={kind}>
              <Content>{term}</Content> <Badge tone={TONES[kind]}>{t(`profilePreview.verdict.${kind}`)}</Badge>{' '}
              {verdict.kind === 'needs_reason' ? (
                <span className="secondary">{t(`profilePreview.looksLike.${verdict.because}`)}</span>
              ) : null}
            </li>
          )
        })}
      </ul>
    </>
  )
}
