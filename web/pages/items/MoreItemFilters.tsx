import { SOURCE_KINDS } from '@hub/core/source/source.ts'
import { useQuery } from '@tanstack/react-query'

import { sourcesQuery } from '../../data/sources.ts'
import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { ComboInput } from '../../ui/ComboInput.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { SelectInput } from '../../ui/SelectInput.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { useItemsSearch } from './use-items-search.ts'

type Props = Pick<ReturnType<typeof useItemsSearch>, 'search' | 'set'>

/** The filters that are asked for less often: days, source, publisher, and how items came in. */
export function MoreItemFilters({ search, set }: Props) {
  const may = useMay()
  const sources = useQuery({ ...sourcesQuery({}), enabled: may('source.read') }).data?.rows ?? []
  const publishers = [...new Map(sources.map(({ publisher }) => [publisher.id, publisher])).values()]
  const isUsed = Boolean(search.from || search.to || search.sourceId || search.publisherId || search.kind)
  return (
    <Disclosure summary={t('items.moreFilters')} isOpen={isUsed}>
      <div className="ItemFilters-more">
        <TextInput
          label={t('items.from')}
          type="date"
          value={search.from ?? ''}
          onChange={(from) => set({ from: from || undefined, since: undefined })}
        />
        <TextInput
          label={t('items.to')}
          type="date"
          value={search.to ?? ''}
          onChange={(to) => set({ to: to || undefined, since: undefined })}
        />
        <ComboInput
          key={`source ${sources.length} ${search.sourceId ?? ''}`}
          label={t('items.source')}
          value={search.sourceId ?? null}
          onChange={(sourceId) => set({ sourceId: sourceId ?? undefined })}
          choices={sources.map(({ id, title }) => ({ value: String(id), label: title, isContent: true }))}
        />
        <ComboInput
          key={`publisher ${publishers.length} ${search.publisherId ?? ''}`}
          label={t('items.publisher')}
          value={search.publisherId ?? null}
          onChange={(publisherId) => set({ publisherId: publisherId ?? undefined })}
          choices={publishers.map(({ id, name }) => ({ value: String(id), label: name, isContent: true }))}
        />
        <SelectInput
          label={t('items.kind')}
          value={search.kind ?? ''}
          onChange={(kind) => set({ kind: kind || undefined })}
          choices={[
            { value: '', label: t('items.anyKind') },
            ...SOURCE_KINDS.map((value) => ({ value, label: t(`items.sourceKind.${value}`) })),
          ]}
        />
      </div>
    </Disclosure>
  )
}
