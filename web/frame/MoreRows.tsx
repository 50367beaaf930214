import { t } from '../i18n/t.ts'
import { Button } from '../ui/Button.tsx'

type Props = { query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> } }

/** Fetches the next part of a long list; nothing once all of it is shown. */
export function MoreRows({ query }: Props) {
  if (!query.hasNextPage) return null
  return (
    <div>
      <Button onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
        {t('ui.more')}
      </Button>
    </div>
  )
}
