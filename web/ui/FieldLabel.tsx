import './field.css'

import { Label } from 'react-aria-components/Label'

import { t } from '../i18n/t.ts'

/** A field's label; what may stay empty says so, what must be filled says nothing. */
export function FieldLabel({ children, isOptional }: { children: string; isOptional?: boolean | undefined }) {
  return (
    <Label className="Field-label">
      {children}
      {isOptional ? <span className="Field-optional"> {t('ui.optional')}</span> : null}
    </Label>
  )
}
