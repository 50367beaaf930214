import type { CaseDetail } from '@hub/core/case/case-view.ts'
import { offerTasking } from '@hub/core/case/offer-tasking.ts'
import { TASKING_PARTS, type TaskingPart } from '@hub/core/case/tasking-state.ts'
import { useState } from 'react'

import { useSession } from '../../data/session.ts'
import { type OfferTasking, offerTasking as sendOffer } from '../../data/taskings.ts'
import { caseKeys, useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { ComboInput } from '../../ui/ComboInput.tsx'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { RadioInput } from '../../ui/RadioInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toasts.ts'
import { sayOfferRefusal } from './say-offer-refusal.ts'

/** Asks a unit to lead or support a case: always a person's act, never a rule's. */
export function OfferTaskingDialog({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const { units } = useSession()
  const standing = detail.taskings.filter(({ state }) => state !== 'declined' && state !== 'withdrawn')
  const [unitId, setUnitId] = useState<string | null>(null)
  const [part, setPart] = useState<TaskingPart>(
    standing.some((tasking) => tasking.part === 'lead') ? 'support' : 'lead',
  )
  const [request, setRequest] = useState('')
  const [due, setDue] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const act = useAct((offer: OfferTasking) => sendOffer(detail.id, offer), caseKeys(detail.id))
  const verdict = offerTasking(
    { caseState: detail.state, opinionGate: detail.opinionGate, standing },
    { unitId: unitId ?? '', part },
  )
  const refusal = unitId && !verdict.ok ? sayOfferRefusal(verdict.code) : null
  const onAsked = () => {
    toast(t('case.unitAsked', { unit: units.find(({ id }) => id === unitId)?.name ?? '' }))
    onClose()
  }
  const submit = () => {
    setWasAsked(true)
    if (!unitId || refusal) return
    act.mutate({ unitId, part, request, dueAt: due ? new Date(due).toISOString() : null }, { onSuccess: onAsked })
  }
  return (
    <FormDialog
      title={t('case.askUnitTitle')}
      send={t('case.askUnitSend')}
      onSend={submit}
      isPending={act.isPending}
      disabledReason={refusal}
      problem={<ActProblem error={act.error} />}
      onClose={onClose}
    >
      <p>
        <Content>{`${detail.reference} ${detail.title}`}</Content>
      </p>
      <ComboInput
        label={t('case.askUnitWhich')}
        value={unitId}
        onChange={setUnitId}
        error={refusal ?? (wasAsked && !unitId ? t('case.fieldNeeded') : null)}
        choices={units.map(({ id, name }) => ({ value: id as string, label: name, isContent: true }))}
      />
      <RadioInput
        label={t('case.askUnitPart')}
        value={part}
        onChange={setPart}
        choices={TASKING_PARTS.map((value) => ({
          value,
          label: t(`case.part.${value}`),
          hint: t(`case.part.${value}.hint`),
        }))}
      />
      <TextInput
        label={t('case.askUnitRequest')}
        hint={t('case.askUnitRequestHint')}
        value={request}
        onChange={setRequest}
        isMultiline
        isOptional
        maxLength={4000}
      />
      <TextInput label={t('case.askUnitDue')} type="datetime-local" value={due} onChange={setDue} isOptional />
    </FormDialog>
  )
}
