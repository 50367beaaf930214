import { lintTerms } from '@hub/core/source/lint-terms.ts'
import { EMPTY_TERM_LISTS } from '@hub/core/source/term-lists.ts'

import { useTermLists } from '../../data/profiles.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { linesOf } from './profile-draft.ts'

type Props = { name: 'terms' | 'exclusions'; value: string; onChange: (value: string) => void; error: string | null }

/** What a profile looks for or leaves out, and what the hub says of it while it is typed: refused terms are named below, not twice. */
export function TermsQuestion({ name, value, onChange, error }: Props) {
  const terms = linesOf(value)
  const lists = useTermLists()
  const found = lintTerms(terms, name === 'terms' ? lists : EMPTY_TERM_LISTS)
  const isRefused = found.some(({ verdict }) => verdict.kind === 'refused')
  return (
    <>
      <TextInput
        value={value}
        onChange={onChange}
        error={isRefused ? null : error}
        label={t(`profiles.${name}`)}
        hint={t(`profiles.${name}Hint`)}
        isMultiline
        isOptional
      />
      <TermWarnings found={name === 'terms' ? found : found.filter(({ verdict }) => verdict.kind === 'refused')} />
    </>
  )
}

/** What the linter says of the terms while they are typed, before the hub refuses them. */
function TermWarnings({ found }: { found: ReturnType<typeof lintTerms> }) {
  if (found.length === 0) return null
  const isRefused = found.some(({ verdict }) => verdict.kind === 'refused')
  return (
    <Notice tone={isRefused ? 'danger' : 'warning'} role="status">
      <ul>
        {found.map(({ term, verdict }) => (
          <li key={term}>
            <T
              id={
                verdict.kind === 'refused'
                  ? `profiles.termRefused.${verdict.because}`
                  : `profiles.termReason.${verdict.because}`
              }
              values={{ term: <Content>{term}</Content> }}
            />
          </li>
        ))}
      </ul>
    </Notice>
  )
}
