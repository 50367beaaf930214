import { lintTerms } from '@hub/core/source/lint-terms.ts'

import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { linesOf, type ProfileDraft, type ProfileField } from './profile-draft.ts'

type Props = { draft: ProfileDraft; onChange: (draft: ProfileDraft) => void; faults: readonly ProfileField[] }

/** The questions a profile answers, each with why it is asked. */
export function ProfileFields({ draft, onChange, faults }: Props) {
  const set = (field: keyof ProfileDraft) => (value: string) => onChange({ ...draft, [field]: value })
  const fault = (field: ProfileField) => (faults.includes(field) ? t(`profiles.fault.${field}`) : null)
  const terms = linesOf(draft.terms)
  const isLinted = lintTerms(terms).some(({ verdict }) => verdict.kind === 'refused')
  const long = (field: 'purpose' | 'legalBasis' | 'necessity' | 'proportionality') => (
    <TextInput
      label={t(`profiles.${field}`)}
      hint={t(`profiles.${field}Hint`)}
      value={draft[field]}
      onChange={set(field)}
      error={fault(field)}
      isMultiline
      maxLength={8000}
    />
  )
  return (
    <div className="FormStack">
      <TextInput label={t('profiles.name')} hint={t('profiles.nameHint')} value={draft.title} onChange={set('title')} error={fault('title')} autoFocus maxLength={200} />
      {long('purpose')}
      {long('legalBasis')}
      {long('necessity')}
      {long('proportionality')}
      <TextInput
        label={t('profiles.impact')}
        hint={t('profiles.impactHint')}
        value={draft.impactAssessmentReference}
        onChange={set('impactAssessmentReference')}
        error={fault('impactAssessmentReference')}
        isOptional
        maxLength={400}
      />
      <TextInput label={t('profiles.terms')} hint={t('profiles.termsHint')} value={draft.terms} onChange={set('terms')} error={isLinted ? null : fault('terms')} isMultiline isOptional />
      <TermWarnings terms={terms} />
      <TextInput
        label={t('profiles.exclusions')}
        hint={t('profiles.exclusionsHint')}
        value={draft.exclusions}
        onChange={set('exclusions')}
        error={fault('exclusions')}
        isMultiline
        isOptional
      />
      <TextInput label={t('profiles.languages')} hint={t('profiles.languagesHint')} value={draft.languages} onChange={set('languages')} error={fault('languages')} isOptional />
      <TextInput label={t('profiles.ends')} hint={t('profiles.endsHint')} type="date" value={draft.endsOn} onChange={set('endsOn')} error={fault('endsAt')} />
      <TextInput label={t('profiles.feeds')} hint={t('profiles.feedsHint')} value={draft.sources} onChange={set('sources')} error={fault('sources')} isMultiline isOptional />
    </div>
  )
}

/** What the linter says of the terms while they are typed, before the hub refuses them. */
function TermWarnings({ terms }: { terms: readonly string[] }) {
  const found = lintTerms(terms)
  if (found.length === 0) return null
  const isRefused = found.some(({ verdict }) => verdict.kind === 'refused')
  return (
    <Notice tone={isRefused ? 'danger' : 'warning'} role="status">
      <ul>
        {found.map(({ term, verdict }) => (
          <li key={term}>
            <T id={verdict.kind === 'refused' ? 'profiles.termRefused' : 'profiles.termReason'} values={{ term: <Content>{term}</Content> }} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}
