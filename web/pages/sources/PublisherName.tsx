import { useQuery } from '@tanstack/react-query'

import { sourceOverviewQuery } from '../../data/sources.ts'
import { formatNumber } from '../../i18n/format.ts'
import { T } from '../../i18n/T.tsx'
import { t } from '../../i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Content } from '../../ui/Content.tsx'
import { TextInput } from '../../ui/TextInput.tsx'

type Props = { value: string; onChange: (name: string) => void; error: string | null }

const OFFERED = 5

/** The name of a publisher; those known by what was typed are offered, so that one is not made twice by a slip. */
export function PublisherName({ value, onChange, error }: Props) {
  const known = useQuery(sourceOverviewQuery).data?.publishers ?? []
  const typed = value.trim().toLowerCase()
  const same = known.find(({ name }) => name.toLowerCase() === typed)
  const like =
    typed === '' || same ? [] : known.filter(({ name }) => name.toLowerCase().includes(typed)).slice(0, OFFERED)
  return (
    <div className="PublisherName">
      <TextInput
        label={t('sources.editPublisher')}
        hint={t('sources.publisherHint')}
        value={value}
        onChange={onChange}
        maxLength={200}
        error={error}
        autoFocus
      />
      <p role="status" className="secondary">
        {same ? (
          <T
            id="sources.publisherKnown"
            values={{ name: <Content>{same.name}</Content>, count: same.count, shown: formatNumber(same.count) }}
          />
        ) : typed.length > 1 ? (
          t('sources.publisherNew')
        ) : null}
      </p>
      {like.length > 0 ? (
        <div className="PublisherName-known" role="group" aria-label={t('sources.publisherLike')}>
          {like.map(({ id, name }) => (
            <Button key={id} size="small" variant="quiet" onPress={() => onChange(name)}>
              <Content>{name}</Content>
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
