import { latestEndDay } from '@hub/core/source/profile-period.ts'

import { t } from '../../i18n/t.ts'
import { TextInput } from '../../ui/TextInput.tsx'
import { askForDraft } from './ask-preview.ts'
import type { ProfileDraft, ProfileField } from './profile-draft.ts'
import { ProfilePreview } from './ProfilePreview.tsx'
import { TermsQuestion } from './TermsQuestion.tsx'

type Props = {
  draft: ProfileDraft
  onChange: (draft: ProfileDraft) => void
  faults: readonly ProfileField[]
  latestEnd: string | undefined
}

/** The questions a profile answers, each with why it is asked. */
export function ProfileFields({ draft, onChange, faults, latestEnd }: Props) {
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
  const latest = latestEnd && latestEndDay(latestEnd)
  // A date beyond the limit is said at once: there is nothing more to type in it.
  const isTooLate = Boolean(latest && draft.endsOn > latest)
  const fault = latest ? t('profilePreview.latestFault', { latest }) : t('profiles.fault.endsAt')
  const endFault = isTooLate || faults.includes('endsAt') ? fault : null
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
      <TermsQuestion {...field('terms')} name="terms" />
      <TermsQuestion {...field('exclusions')} name="exclusions" />
      <TextInput
        {...field('languages')}
        label={t('profiles.languages')}
        hint={t('profiles.languagesHint')}
        isOptional
      />
      <div className="ProfilePreview-box">
        <h3>{t('profilePreview.title')}</h3>
        <ProfilePreview asked={askForDraft(draft)} whenEmpty={t('profilePreview.whenEmpty')} />
      </div>
      <TextInput
        label={t('profiles.ends')}
        hint={latest ? t('profilePreview.latestEnd', { latest }) : t('profiles.endsHint')}
        type="date"
        value={draft.endsOn}
        onChange={(endsOn) => onChange({ ...draft, endsOn })}
        error={endFault}
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
