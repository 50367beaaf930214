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
  const terms = linesOf(draft.terms)
  const isLinted = lintTerms(terms).some(({ verdict }) => verdict.kind === 'refused')
  const field = (name: keyof ProfileDraft & ProfileField) => ({
    value: draft[name],
    onChange: (value: string) => onChange({ ...draft, [name]: value }),
    error: faults.includes(name) ? t(`profiles.fault.${name}`) : null,
  })
  const long = (name: 'purpose' | 'legalBasis' | 'necessity' | 'proportionality') => (
    <TextInput
      {...field(name)}
      label={t(`profiles.${name}`)}
      hint={t(`profiles.${name}Hint`)}
      isMultiline
      maxLength={8000}
    />
  )
  const optional = (name: 'exclusions' | 'languages', isMultiline: boolean) => (
    <TextInput
      {...field(name)}
      label={t(`profiles.${name}`)}
      hint={t(`profiles.${name}Hint`)}
      isMultiline={isMultiline}
      isOptional
    />
  )
  return (
    <div className="FormStack">
      <TextInput
        {...field('title')}
        label={t('profiles.name')}
        hint={t('profiles.nameHint')}
        autoFocus
        maxLength={200}
      />
      {long('purpose')}
      {long('legalBasis')}
      {long('necessity')}
      {long('proportionality')}
      <TextInput
        {...field('impactAssessmentReference')}
        label={t('profiles.impact')}
        hint={t('profiles.impactHint')}
        isOptional
        maxLength={400}
      />
      <TextInput
        {...field('terms')}
        {...(isLinted ? { error: null } : {})}
        label={t('profiles.terms')}
        hint={t('profiles.termsHint')}
        isMultiline
        isOptional
      />
      <TermWarnings terms={terms} />
      {optional('exclusions', true)}
      {optional('languages', false)}
      <TextInput
        label={t('profiles.ends')}
        hint={t('profiles.endsHint')}
        type="date"
        value={draft.endsOn}
        onChange={(endsOn) => onChange({ ...draft, endsOn })}
        error={faults.includes('endsAt') ? t('profiles.fault.endsAt') : null}
      />
      <TextInput
        {...field('sources')}
        label={t('profiles.feeds')}
        hint={t('profiles.feedsHint')}
        isMultiline
        isOptional
      />
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
            <T
              id={verdict.kind === 'refused' ? 'profiles.termRefused' : 'profiles.termReason'}
              values={{ term: <Content>{term}</Content> }}
            />
          </li>
        ))}
      </ul>
    </Notice>
  )
}
