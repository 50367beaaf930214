import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'

import { orderPage, pageReadingQuery } from '../../data/page-readings.ts'
import { useAct } from '../../data/use-act.ts'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { useStoredText } from '../case/use-stored-text.ts'
import { draftOfReading, EMPTY_DRAFT, type ItemDraft } from './item-draft.ts'

/** The order that is being read, so that the dialog may be left and opened again. */
const ORDER_KEY = 'hub.page-reading'

type Props = {
  ways: ReactNode
  url: string
  onUrl: (url: string) => void
  /** A text was typed as well, in the other way of adding an item. */
  hasMore: boolean
  onDraft: (draft: ItemDraft) => void
  onClose: () => void
}

/** Has a page read by the hub; it may be left meanwhile. What cannot be read can still be entered by hand. */
export function ReadPageDialog({ ways, url, onUrl, hasMore, onDraft, onClose }: Props) {
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
  return (
    <FormDialog
      title={t('intake.add')}
      send={t('intake.readPage')}
      onSend={submit}
      isPending={place.isPending || isReading}
      problem={<ActProblem error={place.error ?? error} />}
      onClose={onClose}
      hasMore={hasMore}
    >
      {ways}
      <TextInput
        label={t('intake.pageUrl')}
        hint={t('intake.pageUrlHint')}
        value={url}
        onChange={onUrl}
        autoFocus
        isDisabled={isReading}
      />
      {isReading ? <ReadingNotice url={data?.url ?? url} /> : null}
      {data?.state === 'failed' ? <FailedNotice says={data.problem?.message} onByHand={byHand} /> : null}
    </FormDialog>
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
