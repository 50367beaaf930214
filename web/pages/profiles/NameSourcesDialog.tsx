import type { ProfileView } from '@hub/core/source/profile-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { nameSources } from '../../data/profiles.ts'
import { sourcesQuery } from '../../data/sources.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { Content } from '../../ui/Content.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { toast } from '../../ui/toasts.ts'
import { useSettled } from '../../ui/use-settled.ts'

const SHOWN = 60

/** Names further sources in a profile. */
export function NameSourcesDialog({ profile, onClose }: { profile: ProfileView; onClose: () => void }) {
  const [q, setQ] = useState('')
  const settled = useSettled(q.trim(), 180)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const query = useQuery(sourcesQuery(settled ? { q: settled } : {}))
  const act = useAct(
    (ids: readonly string[]) => nameSources(profile.id, ids),
    [['profiles'], ['profile', profile.id], ['sources']],
  )
  const submit = () =>
    act.mutate(chosen, {
      onSuccess: () => {
        toast(t('profiles.named', { count: chosen.length }))
        onClose()
      },
    })
  const footer = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button variant="primary" onPress={submit} isPending={act.isPending} isDisabled={chosen.length === 0}>
        {t('profiles.nameSourcesSend', { count: chosen.length })}
      </Button>
    </>
  )
  return (
    <Dialog title={t('profiles.nameSourcesTitle')} isOpen onClose={onClose} footer={footer} isWide>
      <SearchInput label={t('profiles.nameSourcesFind')} value={q} onChange={setQ} autoFocus />
      <QueryPart query={query}>
        {({ rows }) => {
          const others = rows.filter(({ profiles }) => !profiles.some(({ id }) => id === profile.id)).slice(0, SHOWN)
          if (others.length === 0) return <p className="secondary">{t('profiles.nameSourcesNone')}</p>
          return (
            <div className="NameSources" role="group" aria-label={t('profiles.nameSourcesTitle')}>
              {others.map(({ id, title, publisher }) => (
                <CheckInput
                  key={id}
                  isSelected={chosen.includes(id)}
                  onChange={(isChosen) => setChosen(isChosen ? [...chosen, id] : chosen.filter((each) => each !== id))}
                >
                  <Content>{title}</Content>{' '}
                  <span className="secondary">
                    <Content>{publisher.name}</Content>
                  </span>
                </CheckInput>
              ))}
            </div>
          )
        }}
      </QueryPart>
      <ActProblem error={act.error} />
    </Dialog>
  )
}
