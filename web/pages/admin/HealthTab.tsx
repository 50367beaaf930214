import { useQuery } from '@tanstack/react-query'

import { healthQuery } from '../../data/health.ts'
import { QueryPart } from '../../frame/QueryPart.tsx'
import { t } from '../../i18n/t.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Content } from '../../ui/Content.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { AdminLead } from './AdminLead.tsx'

/** How the hub itself is doing, in words. */
export function HealthTab() {
  const health = useQuery(healthQuery)
  return (
    <>
      <AdminLead>{t('admin.health.lead')}</AdminLead>
      <QueryPart query={health}>
        {({ checks }) => {
          const bad = checks.filter(({ ok }) => !ok).length
          return (
            <>
              <Notice tone={bad > 0 ? 'warning' : 'accent'}>
                {bad > 0 ? t('admin.health.someBad', { count: bad }) : t('admin.health.allFine')}
              </Notice>
              <ul className="HealthChecks">
                {checks
                  .toSorted((a, b) => Number(a.ok) - Number(b.ok))
                  .map(({ name, ok, says }) => (
                    <li key={name}>
                      <Badge tone={ok ? 'good' : 'danger'}>{t(ok ? 'admin.health.ok' : 'admin.health.bad')}</Badge>
                      <div>
                        <strong>
                          <Content>{name}</Content>
                        </strong>
                        <p className="secondary">
                          <Content>{says}</Content>
                        </p>
                      </div>
                    </li>
                  ))}
              </ul>
            </>
          )
        }}
      </QueryPart>
    </>
  )
}
