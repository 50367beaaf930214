import type { NarrativeItemView } from '@hub/core/narrative/narrative-view.ts'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { confirmLink } from '../../data/rulings.ts'
import { formatNumber } from '../../i18n/format.ts'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { CheckInput } from '../../ui/CheckInput.tsx'
import { Content } from '../../ui/Content.tsx'
import { Time } from '../../ui/Time.tsx'
import { ActProblem } from '../../frame/ActProblem.tsx'
import { itemTexts } from '../narrative/item-texts.ts'
import { useRefetchRuled } from './use-rulings.ts'

type Props = { item: NarrativeItemView; isMarked: boolean; onToggle: () => void }

/** One item to mark, with how like the rest it is. What a person confirmed stands apart from what the hub suggests. */
export function WorkbenchItem({ item, isMarked, onToggle }: Props) {
  const { why } = item
  const likeness = formatNumber(why.parts.centroid ?? 0, { maximumFractionDigits: 2, minimumFractionDigits: 2 })
  return (
    <div className="WorkbenchItem" data-workbench-item={item.id} data-marked={isMarked || undefined}>
      <CheckInput isSelected={isMarked} onChange={onToggle}>
        <Content language={item.language}>{itemTexts(item.title, item.excerpt).heading}</Content>
      </CheckInput>
      <div className="WorkbenchItem-facts">
        <span>
          <Content>{item.publisher}</Content>
          {' · '}
          <Time at={item.publishedAt ?? item.firstSeenAt} />
          {' · '}
          {why.copyOf ? t('narratives.copy') : why.isNew ? t('workbench.began') : t('workbench.likeness', { likeness })}
        </span>
        {item.status === 'confirmed' ? <Badge tone="good">{t('narratives.itemConfirmed')}</Badge> : null}
        <LinkButton item={item} />
        <Link to="/items/$itemId" params={{ itemId: item.id }}>
          {t('workbench.read')}
        </Link>
      </div>
    </div>
  )
}

function LinkButton({ item }: { item: NarrativeItemView }) {
  const isConfirmed = item.status === 'confirmed'
  const refetch = useRefetchRuled()
  const confirm = useMutation({ mutationFn: () => confirmLink(item.id, !isConfirmed), onSuccess: refetch })
  return (
    <>
      <Button size="small" variant="quiet" onPress={() => confirm.mutate()} isPending={confirm.isPending}>
        {t(isConfirmed ? 'workbench.unconfirm' : 'workbench.confirm')}
      </Button>
      <ActProblem error={confirm.error} />
    </>
  )
}
