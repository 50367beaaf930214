import { RESPONSE_OPTIONS } from '@hub/core/response/response-option.ts'
import { useState } from 'react'

import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ComboInput } from '../../ui/ComboInput.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { DraftFault, DraftField, LogDraft } from './log-draft.ts'

type Props = {
  draft: LogDraft
  change: (part: Partial<LogDraft>) => void
  faults: Partial<Record<DraftField, DraftFault>>
  isLate: boolean
  hasEnded: boolean
}

/** The fields of the composer for the kind of entry that is written. */
export function ComposerFields({ draft, change, faults, isLate, hasEnded }: Props) {
  const fault = (field: DraftField) => (faults[field] ? t(`case.composeFault.${faults[field]}`) : null)
  const isSilent = draft.kind === 'response' && (draft.option === 'no_response' || draft.option === 'monitor')
  return (
    <>
      {hasEnded ? <p className="secondary">{t('case.composeEnded')}</p> : null}
      {draft.kind === 'response' ? (
        <ComboInput
          label={t('case.composeOption')}
          value={draft.option}
          onChange={(option) => change({ option })}
          error={fault('option')}
          choices={RESPONSE_OPTIONS.map((value) => ({ value, label: t(`case.option.${value}`) }))}
        />
      ) : null}
      {isSilent ? <Notice tone="accent">{t('case.composeSilent')}</Notice> : null}
      <TextInput
        label={isSilent ? t('case.composeWhySilent') : t(`case.composeText.${draft.kind}`)}
        value={draft.text}
        onChange={(text) => change({ text })}
        error={fault('text')}
        isMultiline
        maxLength={20_000}
      />
      {draft.kind === 'decision' ? (
        <DecisionFields draft={draft} change={change} rationaleFault={fault('rationale')} />
      ) : null}
      {draft.kind === 'response' ? <ResponseFields draft={draft} change={change} urlFault={fault('url')} /> : null}
      <WhenFields
        draft={draft}
        change={change}
        isLate={isLate}
        whenFault={fault('happenedAt')}
        lateFault={fault('lateReason')}
      />
    </>
  )
}

type PartProps = Pick<Props, 'draft' | 'change'>

function DecisionFields({ draft, change, rationaleFault }: PartProps & { rationaleFault: string | null }) {
  const set = (field: keyof LogDraft) => (text: string) => change({ [field]: text })
  return (
    <>
      <TextInput
        label={t('case.composeRationale')}
        value={draft.rationale}
        onChange={set('rationale')}
        error={rationaleFault}
        isMultiline
      />
      <Disclosure summary={t('case.composeModel')}>
        <div className="FormStack Composer-more">
          <TextInput
            label={t('case.composeInformation')}
            value={draft.information}
            onChange={set('information')}
            isMultiline
            isOptional
          />
          <TextInput label={t('case.composeRisk')} value={draft.risk} onChange={set('risk')} isMultiline isOptional />
          <TextInput
            label={t('case.composePowers')}
            value={draft.powers}
            onChange={set('powers')}
            isMultiline
            isOptional
          />
          <TextInput
            label={t('case.composeOptions')}
            value={draft.options}
            onChange={set('options')}
            isMultiline
            isOptional
          />
          <TextInput
            label={t('case.composeReview')}
            type="date"
            value={draft.reviewOn}
            onChange={set('reviewOn')}
            isOptional
          />
        </div>
      </Disclosure>
    </>
  )
}

function ResponseFields({ draft, change, urlFault }: PartProps & { urlFault: string | null }) {
  const set = (field: keyof LogDraft) => (text: string) => change({ [field]: text })
  const isFilled = Boolean(draft.audience || draft.channel || draft.url || draft.objective)
  return (
    <Disclosure summary={t('case.composeMore')} {...(isFilled || urlFault ? { isOpen: true } : {})}>
      <div className="Composer-more Composer-grid">
        <TextInput
          label={t('case.composeAudience')}
          value={draft.audience}
          onChange={set('audience')}
          isOptional
          maxLength={400}
        />
        <TextInput
          label={t('case.composeChannel')}
          value={draft.channel}
          onChange={set('channel')}
          isOptional
          maxLength={200}
        />
        <TextInput
          label={t('case.composeLink')}
          type="url"
          value={draft.url}
          onChange={set('url')}
          error={urlFault}
          isOptional
        />
        <TextInput
          label={t('case.composeObjective')}
          value={draft.objective}
          onChange={set('objective')}
          isOptional
          maxLength={2000}
        />
      </div>
    </Disclosure>
  )
}

type WhenProps = PartProps & { isLate: boolean; whenFault: string | null; lateFault: string | null }

function WhenFields({ draft, change, isLate, whenFault, lateFault }: WhenProps) {
  const [isOther, setIsOther] = useState(draft.happenedAt !== '')
  if (!isOther) {
    return (
      <div className="Composer-when">
        <span className="secondary">{t('case.composeNow')}</span>
        <Button variant="quiet" size="small" onPress={() => setIsOther(true)}>
          {t('case.composeOther')}
        </Button>
      </div>
    )
  }
  return (
    <div className="Composer-grid">
      <div className="Composer-when">
        <TextInput
          label={t('case.composeWhenOwn')}
          type="datetime-local"
          value={draft.happenedAt}
          onChange={(happenedAt) => change({ happenedAt })}
          error={whenFault}
        />
        <Button
          variant="quiet"
          size="small"
          onPress={() => {
            change({ happenedAt: '', lateReason: '' })
            setIsOther(false)
          }}
        >
          {t('case.composeBackToNow')}
        </Button>
      </div>
      {isLate ? (
        <TextInput
          label={t('case.composeLate')}
          hint={t('case.composeLateHint')}
          value={draft.lateReason}
          onChange={(lateReason) => change({ lateReason })}
          error={lateFault}
          maxLength={400}
        />
      ) : null}
    </div>
  )
}
