import type { ProfileView } from '@hub/core/source/profile-view.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { nameSources } from '../../data/profiles.ts'
import { sourcesQuery } from '../../data/sources.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
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
  return (
    <FormDialog
      title={t('profiles.nameSourcesTitle')}
      send={t('profiles.nameSourcesSend', { count: chosen.length })}
      onSend={submit}
      isPending={act.isPending}
      isDisabled={chosen.length === 0}
      problem={<ActProblem error={act.error} />}
      onClose={onClose}
      isWide
    >
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
    </FormDialog>
  )
}
