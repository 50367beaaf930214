import type { RuleView } from '@hub/core/signal/rule-view.ts'

import { removeDetectionRule } from '../../data/detection-rules.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { toast } from '../../ui/toasts.ts'

/** Says what removing a rule means before it is done; switching it off keeps it. */
export function RemoveDetectionRule({ rule, onClose }: { rule: RuleView; onClose: () => void }) {
  const remove = useAct(() => removeDetectionRule(rule.id), [['detection-rules']])
  const submit = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast(t('rules.removed'))
        onClose()
      },
    })
  const footer = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button variant="danger" onPress={submit} isPending={remove.isPending}>
        {t('rules.removeSend')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('rules.removeTitle')} isOpen onClose={onClose} footer={footer} role="alertdialog">
      <p>
        <strong>
          <Content>{rule.title}</Content>
        </strong>
      </p>
      <p>{t('rules.removeSays')}</p>
      <ActProblem error={remove.error} />
    </Dialog>
  )
}
