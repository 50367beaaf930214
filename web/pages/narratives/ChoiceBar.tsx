import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import type { useChoice } from './use-choice.ts'

/** Over the list while narratives are chosen: on to the bench where they are merged. */
export function ChoiceBar({ choice }: { choice: ReturnType<typeof useChoice> }) {
  const count = choice.picked.length
  if (count === 0) return null
  return (
    <div className="ChoiceBar" role="group" aria-label={t('workbench.acts')}>
      <span role="status">{t('workbench.chosen', { count })}</span>
      <div className="FormActions">
        <Button keyHint="m" onPress={choice.open} disabledReason={count < 2 ? t('workbench.chooseTwo') : null}>
          {t('workbench.openChosen', { count })}
        </Button>
        <Button variant="quiet" onPress={choice.clear}>
          {t('workbench.keyClearChosen')}
        </Button>
      </div>
    </div>
  )
}
