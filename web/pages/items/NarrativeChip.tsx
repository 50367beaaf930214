import { useQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components/Button'

import { narrativeQuery } from '../../data/narratives.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Content } from '../../ui/Content.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** Says that only one narrative's items are shown; pressing it shows all again. */
export function NarrativeChip({ id, onRemove }: { id: string; onRemove: () => void }) {
  const title = useQuery(narrativeQuery(id)).data?.title ?? '…'
  return (
    <Button
      className="Chip ItemFilters-narrative"
      data-active=""
      aria-label={t('items.anyNarrative')}
      onPress={onRemove}
    >
      <span>
        <T id="items.ofNarrative" values={{ title: <Content>{title}</Content> }} />
      </span>
      <Icon name="close" size={14} />
    </Button>
  )
}
