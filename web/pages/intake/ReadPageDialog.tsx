import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useState } from 'react'

import { orderPage, pageReadingQuery } from '../../data/page-readings.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useStoredText } from '../case/use-stored-text.ts'
import { draftOfReading, EMPTY_DRAFT, type ItemDraft } from './item-draft.ts'

/** The order that is being read, so that the dialog may be left and opened again. */
const ORDER_KEY = 'hub.page-reading'

type Props = { ways: ReactNode; onDraft: (draft: ItemDraft) => void; onClose: () => void }

/** Has a page read by the hub; it may be left meanwhile. What cannot be read can still be entered by hand. */
export function ReadPageDialog({ ways, onDraft, onClose }: Props) {
  const formId = useId()
  const [url, setUrl] = useState('')
  const [orderId, setOrderId] = useStoredText(ORDER_KEY)
  const order = useQuery(pageReadingQuery(orderId))
  const place = useAct(orderPage, [])
  const { data, error } = order
  const reading = data?.kind === 'read_page' ? data.result : null
  useEffect(() => {
    if (!reading) return
    setOrderId(null)
    onDraft(draftOfReading(reading))
  })
  const isReading = orderId !== null && !error && (data === undefined || data.state === 'waiting')
  const submit = () => {
    if (url.trim()) place.mutate(url.trim(), { onSuccess: ({ id }) => setOrderId(id) })
  }
  const byHand = () => {
    const address = data?.url ?? url.trim()
    setOrderId(null)
    onDraft({ ...EMPTY_DRAFT, url: /^https?:\/\//i.test(address) || address === '' ? address : `https://${address}` })
  }
  const footer = (
    <>
      <Button onPress={onClose}>{t('ui.cancel')}</Button>
      <Button variant="primary" type="submit" form={formId} isPending={place.isPending || isReading}>
        {t('intake.readPage')}
      </Button>
    </>
  )
  return (
    <Dialog title={t('intake.add')} isOpen onClose={onClose} footer={footer}>
      {ways}
      <form
        id={formId}
        className="FormStack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextInput
          label={t('intake.pageUrl')}
          hint={t('intake.pageUrlHint')}
          value={url}
          onChange={setUrl}
          autoFocus
          isDisabled={isReading}
        />
        {isReading ? <ReadingNotice url={data?.url ?? url} /> : null}
        {data?.state === 'failed' ? <FailedNotice says={data.problem?.message} onByHand={byHand} /> : null}
        <ActProblem error={place.error ?? error} />
      </form>
    </Dialog>
  )
}

function ReadingNotice({ url }: { url: string }) {
  return (
    <Notice role="status">
      <T id="intake.reading" values={{ url: <Content>{url}</Content> }} />
      <progress className="Progress" aria-label={t('intake.readingLabel')} />
    </Notice>
  )
}

function FailedNotice({ says, onByHand }: { says: string | undefined; onByHand: () => void }) {
  return (
    <Notice tone="warning" role="alert">
      <p>{says ? <Content>{says}</Content> : t('intake.readFailed')}</p>
      <Button size="small" onPress={onByHand}>
        {t('intake.enterByHand')}
      </Button>
    </Notice>
  )
}
