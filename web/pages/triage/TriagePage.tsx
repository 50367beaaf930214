import './triage.css'

import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'

import { triageQuery } from '../../data/narratives.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Page } from '../../ui/Page.tsx'
import { useNow } from '../../ui/use-now.ts'
import { sinceMoment } from '../narratives/since.ts'
import { TriageDesk } from './TriageDesk.tsx'

/** What emerged and nobody has looked at yet, most urgent first: forty in ten minutes, by keys alone. */
export function TriagePage() {
  const { since, narrative } = useSearch({ from: '/frame/triage' })
  const navigate = useNavigate({ from: '/triage' })
  const query = useQuery(triageQuery(sinceMoment(since, useNow())))
  return (
    <Page title={t('frame.triage')} isFull>
      <QueryPart query={query}>
        {(queue) => (
          <TriageDesk
            key={since ?? ''}
            queue={queue}
            since={since}
            selectedId={narrative}
            onSelect={(id) =>
              void navigate({ search: (before) => ({ ...before, narrative: id ?? undefined }), replace: true })
            }
          />
        )}
      </QueryPart>
    </Page>
  )
}
