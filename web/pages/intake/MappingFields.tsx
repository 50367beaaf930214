import { INCOMING_FIELDS } from '@hub/core/item/incoming-item.ts'

import { t } from '../../i18n/t.ts'
import { SelectInput } from '../../ui/SelectInput.tsx'
import type { ImportDraft } from './use-import-draft.ts'

const NONE = ''

/** For each field of an item, the column that holds it. */
export function MappingFields({ draft }: { draft: ImportDraft }) {
  const columns = draft.columns.map((column) => ({ value: column, label: column, isContent: true }))
  return (
    <div className="IntakePairs">
      {INCOMING_FIELDS.map((field) => (
        <SelectInput
          key={field}
          label={t(`intake.field.${field}`)}
          value={draft.plan.rules.mapping[field] ?? NONE}
          onChange={(column) => draft.setField(field, column === NONE ? null : column)}
          choices={[{ value: NONE, label: t('intake.noColumn') }, ...columns]}
        />
      ))}
    </div>
  )
}
