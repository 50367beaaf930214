import type { RouteRuleView } from '@hub/core/alert/route-rule-view.ts'

import { removeRouteRule } from '../../data/route-rules.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { toast } from '../../ui/toasts.ts'

/** Says what removing a rule means before it is done. */
export function RemoveRuleDialog({ rule, onClose }: { rule: RouteRuleView; onClose: () => void }) {
  const remove = useAct(() => removeRouteRule(rule.id), [['routes']])
  const submit = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        toast(t('admin.routes.removed'))
        onClose()
      },
    })
  const footer = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button variant="danger" onPress={submit} isPending={remove.isPending}>
        {t('admin.routes.removeSend')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('admin.routes.removeTitle')} isOpen onClose={onClose} footer={footer} role="alertdialog">
      <p>
        <strong>
          <Content>{rule.title}</Content>
        </strong>
      </p>
      <p>{t('admin.routes.removeSays')}</p>
      <ActProblem error={remove.error} />
    </Dialog>
  )
}
