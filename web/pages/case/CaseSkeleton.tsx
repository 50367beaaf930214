import { t } from '../../i18n/t.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useDelay } from '../../ui/use-delay.ts'

/** The two columns of a case in grey. */
export function CaseSkeleton() {
  const isShown = useDelay(200)
  if (!isShown) return null
  return (
    <div className="CaseColumns" role="status" aria-label={t('ui.loading')}>
      {[0, 1].map((column) => (
        <div key={column} className="CaseColumn">
          <Skeleton height={110} />
          <Skeleton height={260} />
          <Skeleton height={180} />
        </div>
      ))}
    </div>
  )
}
