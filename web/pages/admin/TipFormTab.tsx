import { useQuery } from '@tanstack/react-query'

import { switchTipForm, tipFormQuery } from '../../data/tips.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { toast } from '../../ui/toasts.ts'
import { AdminLead } from './AdminLead.tsx'

/** Opens and closes the public form for tips. */
export function TipFormTab() {
  const form = useQuery(tipFormQuery)
  const turn = useAct(switchTipForm, [['tip-form'], ['tips']])
  const address = `${location.origin}/tip`
  return (
    <>
      <AdminLead>{t('tips.formLead')}</AdminLead>
      <QueryPart query={form}>
        {({ isOpen }) => (
          <Panel title={t(isOpen ? 'tips.formOpen' : 'tips.formClosed')}>
            <div className="FormStack">
              <p>
                {t('tips.formAddress')}:{' '}
                {isOpen ? (
                  <a href={address} target="_blank" rel="noopener">
                    <Content>{address}</Content>
                  </a>
                ) : (
                  <Content>{address}</Content>
                )}
              </p>
              <div className="FormActions">
                <Button
                  variant={isOpen ? 'secondary' : 'primary'}
                  isPending={turn.isPending}
                  onPress={() =>
                    turn.mutate(!isOpen, {
                      onSuccess: (after) => toast(t(after.isOpen ? 'tips.formOpened' : 'tips.formWasClosed')),
                    })
                  }
                >
                  {t(isOpen ? 'tips.formCloseAct' : 'tips.formOpenAct')}
                </Button>
              </div>
              <ActProblem error={turn.error} />
            </div>
          </Panel>
        )}
      </QueryPart>
    </>
  )
}
