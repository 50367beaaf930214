import './situation.css'

import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'

import { useMay } from '../../data/session.ts'
import { situationQuery } from '../../data/situation.ts'
import { NAV } from '../../frame/nav.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Page } from '../../ui/Page.tsx'
import { CollectingStrip } from '../sources/CollectingStrip.tsx'
import { DoneBand } from './DoneBand.tsx'
import { GrowingBand } from './GrowingBand.tsx'
import { SituationSentence } from './SituationSentence.tsx'
import { WaitingBand } from './WaitingBand.tsx'

/** The home page: what grows, what waits for us, what we did. */
export function SituationPage() {
  const may = useMay()
  const query = useQuery({ ...situationQuery, enabled: may('narrative.read') })
  if (!may('narrative.read')) {
    const first = NAV.find(({ to, needs }) => to !== '/' && may(needs))
    return first ? <Navigate to={first.to} replace /> : null
  }
  return (
    <Page title={t('frame.situation')}>
      <QueryPart query={query}>
        {(situation) => (
          <>
            <CollectingStrip collecting={situation.collecting} />
            <SituationSentence counts={situation.counts} />
            <div className="Situation">
              <GrowingBand rows={situation.growing} hasSources={situation.counts.sources > 0} />
              <WaitingBand
                deliveries={situation.deliveries}
                taskings={situation.taskings}
                profilesEnding={situation.profilesEnding}
              />
              <DoneBand entries={situation.done} />
            </div>
          </>
        )}
      </QueryPart>
    </Page>
  )
}
