import { addressesToTry } from '@hub/core/source/page-address.ts'
import { recogniseAddress } from '@hub/core/source/recognise-address.ts'
import { useState } from 'react'

import { orderDiscovery } from '../../data/page-orders.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { FoundFeeds } from './FoundFeeds.tsx'
import { rememberedOrder, rememberOrder } from './remember-order.ts'

/** Adds sources from any address: a home page, a feed, a bare domain, a hashtag or search of a social platform. */
export function AddSourceDialog({ onClose }: { onClose: () => void }) {
  const [orderId, setOrderId] = useState(rememberedOrder)
  const [social, setSocial] = useState<string | null>(null)
  const keep = (id: string | null) => {
    rememberOrder(id)
    setOrderId(id)
  }
  const startAgain = () => {
    keep(null)
    setSocial(null)
  }
  const finish = () => {
    rememberOrder(null)
    onClose()
  }
  if (orderId !== null || social !== null) {
    return <FoundFeeds orderId={orderId} social={social} onAgain={startAgain} onAdded={finish} onClose={onClose} />
  }
  return <AskAddress onOrder={keep} onSocial={setSocial} onClose={onClose} />
}

type AskProps = { onOrder: (id: string) => void; onSocial: (url: string) => void; onClose: () => void }

function AskAddress({ onOrder, onSocial, onClose }: AskProps) {
  const [address, setAddress] = useState('')
  const [wasAsked, setWasAsked] = useState(false)
  const look = useAct((url: string) => orderDiscovery(url), [])
  const tries = addressesToTry(address)
  const isSocialScheme = address.trim().startsWith('at:')
  const found = recogniseAddress(tries[0] ?? address)
  const fault = tries.length === 0 && !isSocialScheme ? t('sources.addUrlFault') : null
  const submit = () => {
    setWasAsked(true)
    if (fault !== null || found.kind === 'refused') return
    if (found.kind === 'feed') look.mutate(address.trim(), { onSuccess: ({ id }) => onOrder(id) })
    else onSocial(tries[0] ?? address.trim())
  }
  return (
    <FormDialog
      title={t('sources.addTitle')}
      send={t('sources.addLook')}
      onSend={submit}
      isPending={look.isPending}
      problem={<ActProblem error={look.error} />}
      onClose={onClose}
    >
      <TextInput
        label={t('sources.addUrl')}
        hint={t('sources.addUrlHint')}
        value={address}
        onChange={setAddress}
        autoFocus
        error={wasAsked ? fault : null}
      />
      {wasAsked && found.kind === 'refused' ? (
        <Notice tone="danger" role="alert">
          <Content>{found.message}</Content>
        </Notice>
      ) : null}
    </FormDialog>
  )
}
