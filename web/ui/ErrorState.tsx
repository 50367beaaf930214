import './states.css'

import { T } from '../i18n/T.tsx'
import { t } from '../i18n/t.ts'
import { Button } from './Button.tsx'

type Props = {
  title: string
  /** What happened, in words. */
  happened: string
  /** What is safe. */
  safe: string
  /** What to do. */
  todo: string
  reference?: string | null
  onRetry?: (() => void) | undefined
}

/** A fault as a person needs it: what happened, what is safe, what to do, and a reference to name. */
export function ErrorState({ title, happened, safe, todo, reference, onRetry }: Props) {
  return (
    <div className="ErrorState" role="alert">
      <h2>{title}</h2>
      <p>{happened}</p>
      <p>
        {safe} {todo}
      </p>
      {onRetry ? <Button onPress={onRetry}>{t('ui.retry')}</Button> : null}
      {reference ? (
        <p className="ErrorState-reference">
          <T id="ui.reference" values={{ reference: <code data-content="">{reference}</code> }} />
        </p>
      ) : null}
    </div>
  )
}
