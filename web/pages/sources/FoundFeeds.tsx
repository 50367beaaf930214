import type { FeedCandidate, PageOrderView } from '@hub/core/source/page-order.ts'
import { recogniseAddress } from '@hub/core/source/recognise-address.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import { pageOrderQuery } from '../../data/page-orders.ts'
import { useMay } from '../../data/session.ts'
import { addSource } from '../../data/source-acts.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { toast } from '../../ui/toasts.ts'
import { DiscoveryProgressWords } from './DiscoveryProgressWords.tsx'
import { FeedChoices } from './FeedChoices.tsx'
import { ProfileSelect } from './ProfileSelect.tsx'

type Props = {
  /** The search for a site's feeds, or null where the address itself says what it is. */
  orderId: string | null
  social: string | null
  onAgain: () => void
  onAdded: () => void
  onClose: () => void
}
type Wanted = { url: string; title: string | null }

/** What was found at an address: choose one feed or more, and the watch profile they belong to. */
export function FoundFeeds({ orderId, social, onAgain, onAdded, onClose }: Props) {
  const canManage = useMay()('source.manage')
  const order = useQuery({ ...pageOrderQuery(orderId ?? ''), enabled: orderId !== null })
  const candidates = candidatesOf(order.data)
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null)
  const [profileId, setProfileId] = useState('')
  const [isFactChecker, setFactChecker] = useState(false)
  const picked = chosen ?? new Set(candidates.slice(0, 1).map(({ url }) => url))
  const wanted: Wanted[] = social
    ? [{ url: social, title: null }]
    : candidates.filter(({ url }) => picked.has(url)).map(({ url, title }) => ({ url, title }))
  const add = useAct(
    (sources: readonly Wanted[]) => addAll(sources, { profileId, readsClaimReviews: isFactChecker }),
    [['sources'], ['profiles']],
  )
  const submit = () =>
    add.mutate(wanted, {
      onSuccess: (count) => {
        toast(t(canManage ? 'sources.addedCount' : 'sources.proposedCount', { count }))
        onAdded()
      },
    })
  const isReady = social !== null || candidates.length > 0
  return (
    <FormDialog
      title={t('sources.addTitle')}
      send={isReady ? t(canManage ? 'sources.addSend' : 'sources.addPropose', { count: wanted.length }) : null}
      onSend={submit}
      isPending={add.isPending}
      isDisabled={wanted.length === 0}
      back={{ label: t('sources.addOther'), onPress: onAgain }}
      problem={<ActProblem error={add.error} />}
      onClose={onClose}
      isWide
    >
      {social ? <Social address={social} /> : null}
      {orderId === null ? null : (
        <QueryPart query={order}>
          {(view) => <OrderState order={view} chosen={picked} onChoose={setChosen} />}
        </QueryPart>
      )}
      {isReady ? (
        <>
          <ProfileSelect value={profileId} onChange={setProfileId} />
          <CheckInput isSelected={isFactChecker} onChange={setFactChecker}>
            {t('sources.editReadsReviews')}
          </CheckInput>
          {canManage ? null : <p className="secondary">{t('sources.addProposeNote')}</p>}
        </>
      ) : null}
    </FormDialog>
  )
}

function candidatesOf(order: PageOrderView | undefined): readonly FeedCandidate[] {
  return order?.kind === 'discover_feeds' ? (order.result?.candidates ?? []) : []
}

/** One after the other; the first that fails says why, and those before it are in. */
async function addAll(
  sources: readonly Wanted[],
  { profileId, readsClaimReviews }: { profileId: string; readsClaimReviews: boolean },
): Promise<number> {
  const more = { ...(profileId ? { profileId } : {}), ...(readsClaimReviews ? { readsClaimReviews } : {}) }
  for (const { url, title } of sources)
    await addSource({ url, ...(title ? { title: title.slice(0, 300) } : {}), ...more })
  return sources.length
}

function Social({ address }: { address: string }) {
  const found = recogniseAddress(address)
  if (found.kind === 'refused') return null
  return (
    <Notice tone="accent">
      {t('sources.addSocial', { kind: t(`sources.kind.${found.kind}`) })} <Content>{found.title ?? found.url}</Content>
    </Notice>
  )
}

type StateProps = {
  order: PageOrderView
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
}

function OrderState({ order, chosen, onChoose }: StateProps) {
  if (order.state === 'waiting') {
    return (
      <DiscoveryProgressWords address={order.url} progress={order.kind === 'discover_feeds' ? order.progress : null} />
    )
  }
  const candidates = candidatesOf(order)
  if (order.state === 'failed' || candidates.length === 0) {
    return (
      <Notice tone="danger" role="alert">
        <Content>{order.problem?.message ?? ''}</Content> {order.problem ? null : t('sources.addNothing')}
      </Notice>
    )
  }
  return <FeedChoices candidates={candidates} site={order.url} chosen={chosen} onChoose={onChoose} />
}
