import { t } from '../../i18n/t.ts'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { RadioInput } from '../../ui/RadioInput.tsx'
import { MappingFields } from './MappingFields.tsx'
import type { ImportDraft } from './use-import-draft.ts'

/** What the columns mean, how their dates are meant, and what is taken out of the texts. */
export function MappingPanel({ draft, wasAsked }: { draft: ImportDraft; wasAsked: boolean }) {
  return (
    <Panel title={t('intake.mapping')}>
      <div className="FormStack">
        <p className="secondary">{t('intake.mappingWhat')}</p>
        <MappingFields draft={draft} />
        {wasAsked && !draft.isReady ? (
          <p className="Field-error" role="alert">
            {t('intake.mappingNeeded')}
          </p>
        ) : null}
        {draft.isAmbiguous ? (
          <RadioInput
            label={t('intake.dateOrder')}
            hint={t('intake.dateOrderHint')}
            value={draft.order}
            onChange={draft.setOrder}
            choices={[
              { value: 'day_first', label: t('intake.dayFirst') },
              { value: 'month_first', label: t('intake.monthFirst') },
            ]}
            error={wasAsked && draft.needsOrder ? t('intake.dateOrderNeeded') : null}
          />
        ) : null}
        <CheckInput isSelected={draft.stripsMarks} onChange={draft.setStripsMarks}>
          {t('intake.strips')}
        </CheckInput>
      </div>
    </Panel>
  )
}
