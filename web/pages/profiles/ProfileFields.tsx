import { t } from '../../i18n/t.ts'
import { TextInput } from '../../ui/TextInput.tsx'
import type { ProfileDraft, ProfileField } from './profile-draft.ts'
import { TermsQuestion } from './TermsQuestion.tsx'

type Props = { draft: ProfileDraft; onChange: (draft: ProfileDraft) => void; faults: readonly ProfileField[] }

/** The questions a profile answers, each with why it is asked. */
export function ProfileFields({ draft, onChange, faults }: Props) {
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
      <TermsQuestion {...field('terms')} />
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
