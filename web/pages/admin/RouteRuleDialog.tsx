import type { RouteRuleInput, RouteRuleView } from '@hub/core/alert/route-rule-view.ts'
import { SEVERITIES } from '@hub/core/resist/assessment.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { isConflict } from '../../api-problem.ts'
import { addRouteRule, editRouteRule, routeRulesQuery } from '../../data/route-rules.ts'
import { useSession } from '../../data/session.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { ConflictNotice } from '../../frame/ConflictNotice.tsx'
import { t } from '../../i18n/t.ts'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { toast } from '../../ui/toasts.ts'
import { draftOf, judgeRule, type RuleDraft, type RuleField } from './rule-draft.ts'

/** Adds a routing rule or changes one; the catch-all has only its units. */
export function RouteRuleDialog({ rule, onClose }: { rule: RouteRuleView | null; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(rule))
  const [wasAsked, setWasAsked] = useState(false)
  const verdict = judgeRule(draft)
  const faults = wasAsked && !verdict.ok ? verdict.faults : []
  const latest = useQuery(routeRulesQuery).data?.rows.find(({ id }) => id === rule?.id)
  const save = useAct(
    ({ input, version }: { input: RouteRuleInput; version: number | null }) =>
      rule && version !== null ? editRouteRule(rule.id, { ...input, expectedVersion: version }) : addRouteRule(input),
    [['routes']],
  )
  const submit = (version: number | null) => {
    setWasAsked(true)
    if (!verdict.ok) return
    save.mutate(
      { input: verdict.rule, version },
      {
        onSuccess: () => {
          toast(t('admin.routes.saved'))
          onClose()
        },
      },
    )
  }
  const isStale = isConflict(save.error) && save.error.problem.code === 'stale_version' && latest
  return (
    <FormDialog
      title={t(rule ? 'admin.routes.editTitle' : 'admin.routes.addTitle')}

      send={t(rule ? 'ui.save' : 'admin.routes.add')}
      onSend={() => submit(rule?.rowVersion ?? null)}
      isPending={save.isPending}
      problem={
        isStale ? (
          <ConflictNotice
            theirs={<Version draft={draftOf(latest)} />}
            yours={<Version draft={draft} />}
            onTakeTheirs={onClose}
            onSaveMine={() => submit(latest.rowVersion)}
          />
        ) : (
          <ActProblem error={save.error} />
        )
      }
      onClose={onClose}
    >
      {rule?.isCatchAll ? <p className="secondary">{t('admin.routes.catchAll')}</p> : null}
      <RuleFields draft={draft} onChange={setDraft} faults={faults} isCatchAll={rule?.isCatchAll ?? false} />
    </FormDialog>
  )
}

function Version({ draft }: { draft: RuleDraft }) {
  return (
    <Content>
      {[draft.title, draft.terms, draft.languages, draft.countries, draft.minSeverity].filter(Boolean).join(' · ')}
    </Content>
  )
}

type FieldsProps = {
  draft: RuleDraft
  onChange: (draft: RuleDraft) => void
  faults: readonly RuleField[]
  isCatchAll: boolean
}

function RuleFields({ draft, onChange, faults, isCatchAll }: FieldsProps) {
  const set = (part: Partial<RuleDraft>) => onChange({ ...draft, ...part })
  const has = (field: RuleField) => faults.includes(field)
  return (
    <div className="FormStack">
      <TextInput
        label={t('admin.routes.title')}
        value={draft.title}
        onChange={(title) => set({ title })}
        error={has('title') ? t('admin.routes.titleFault') : null}
        autoFocus
        maxLength={160}
      />
      <UnitTicks
        chosen={draft.unitIds}
        onChange={(unitIds) => set({ unitIds })}
        error={has('unitIds') ? t('admin.routes.unitsFault') : null}
      />
      {isCatchAll ? null : (
        <>
          <TextInput
            label={t('admin.routes.termsLabel')}
            hint={t('admin.routes.termsHint')}
            value={draft.terms}
            onChange={(terms) => set({ terms })}
            error={has('terms') ? t('admin.routes.termsFault') : null}
            isMultiline
            isOptional
          />
          <TextInput
            label={t('admin.routes.languages')}
            hint={t('admin.routes.languagesHint')}
            value={draft.languages}
            onChange={(languages) => set({ languages })}
            error={has('languages') ? t('admin.routes.languagesFault') : null}
            isOptional
          />
          <TextInput
            label={t('admin.routes.countries')}
            hint={t('admin.routes.countriesHint')}
            value={draft.countries}
            onChange={(countries) => set({ countries })}
            error={has('countries') ? t('admin.routes.countriesFault') : null}
            isOptional
          />
          <SelectInput
            label={t('admin.routes.minSeverity')}
            value={draft.minSeverity}
            onChange={(minSeverity) => set({ minSeverity })}
            choices={SEVERITIES.map((value) => ({ value, label: t(`terms.severity.${value}`) }))}
          />
          <CheckInput isSelected={draft.continues} onChange={(continues) => set({ continues })}>
            {t('admin.routes.continuesLabel')}
          </CheckInput>
          <CheckInput isSelected={draft.enabled} onChange={(enabled) => set({ enabled })}>
            {t('admin.routes.enabledLabel')}
          </CheckInput>
        </>
      )}
    </div>
  )
}

type TicksProps = { chosen: readonly string[]; onChange: (ids: readonly string[]) => void; error: string | null }

function UnitTicks({ chosen, onChange, error }: TicksProps) {
  const { units } = useSession()
  return (
    <div className="Field" role="group" aria-label={t('admin.routes.units')} {...(error ? { 'data-invalid': '' } : {})}>
      <span className="Field-label">{t('admin.routes.units')}</span>
      {error ? (
        <span className="Field-error" role="alert">
          {error}
        </span>
      ) : null}
      <div className="UnitTicks">
        {units.map(({ id, name }) => (
          <CheckInput
            key={id}
            isSelected={chosen.includes(id)}
            onChange={(isOn) => onChange(isOn ? [...chosen, id] : chosen.filter((each) => each !== id))}
          >
            <Content>{name}</Content>
          </CheckInput>
        ))}
      </div>
    </div>
  )
}
