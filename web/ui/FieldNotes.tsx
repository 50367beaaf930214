import { FieldError } from 'react-aria-components/FieldError'
import { Text } from 'react-aria-components/Text'

/** The hint under a field's label and its error; screen readers hear both with the field. */
export function FieldNotes({ hint, error }: { hint?: string | undefined; error?: string | null | undefined }) {
  return (
    <>
      {hint ? (
        <Text slot="description" className="Field-hint">
          {hint}
        </Text>
      ) : null}
      <FieldError className="Field-error">{error ?? undefined}</FieldError>
    </>
  )
}
