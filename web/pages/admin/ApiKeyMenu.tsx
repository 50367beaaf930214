import type { ApiKeyView } from '@hub/core/access/api-key.ts'
import { useState } from 'react'

import { moveApiKey } from '../../data/api-keys.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx'
import { toast } from '../../ui/toasts.ts'
import { ReasonDialog } from '../case/ReasonDialog.tsx'

type Stop = 'suspend' | 'revoke'

/** What can be done about one key; a revoked one stays as it is. */
export function ApiKeyMenu({ apiKey, canResume }: { apiKey: ApiKeyView; canResume: boolean }) {
  const [open, setOpen] = useState<Stop | null>(null)
  const stop = useAct(
    ({ move, reason }: { move: Stop; reason: string }) => moveApiKey(apiKey.id, move, reason),
    [['api-keys']],
  )
  const resume = useAct(() => moveApiKey(apiKey.id, 'resume'), [['api-keys']])
  if (apiKey.standing === 'revoked') return null
  const pause: MenuEntry[] =
    apiKey.standing === 'suspended'
      ? canResume
        ? [
            {
              id: 'resume',
              label: t('intake.keys.resume'),
              onAction: () => resume.mutate(undefined, { onSuccess: () => toast(t('intake.keys.resumed')) }),
            },
          ]
        : []
      : [{ id: 'suspend', label: t('intake.keys.suspend'), onAction: () => setOpen('suspend') }]
  const entries: MenuEntry[] = [
    ...pause,
    { id: 'revoke', label: t('intake.keys.revoke'), isDanger: true, onAction: () => setOpen('revoke') },
  ]
  return (
    <>
      <MenuButton size="small" label={t('intake.keys.menu', { name: apiKey.name })} entries={entries} />
      <ActProblem error={resume.error} />
      {open ? (
        <ReasonDialog
          title={<T id={`intake.keys.title.${open}`} values={{ name: <Content>{apiKey.name}</Content> }} />}
          label={t('intake.keys.why')}
          hint={t(`intake.keys.hint.${open}`)}
          send={t(`intake.keys.send.${open}`)}
          isDanger={open === 'revoke'}
          isPending={stop.isPending}
          error={stop.error}
          onSend={(reason) =>
            stop.mutate(
              { move: open, reason },
              {
                onSuccess: () => {
                  toast(t(`intake.keys.done.${open}`))
                  setOpen(null)
                },
              },
            )
          }
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  )
}
