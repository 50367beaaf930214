import './admin.css'

import type { Permission } from '@hub/core/access/permissions.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import { useMay } from '../../data/session.ts'
import { t } from '../../i18n/t.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { TabSet } from '../../ui/TabSet.tsx'
import { RulesTab } from '../rules/RulesTab.tsx'
import { AuditTab } from './AuditTab.tsx'
import { ApiKeysTab } from './ApiKeysTab.tsx'
import { HealthTab } from './HealthTab.tsx'
import { RetentionTab } from './RetentionTab.tsx'
import { RoutesTab } from './RoutesTab.tsx'
import { TipFormTab } from './TipFormTab.tsx'
import { UnitsTab } from './UnitsTab.tsx'
import { UsersTab } from './UsersTab.tsx'

const TABS = ['users', 'units', 'routes', 'rules', 'keys', 'audit', 'retention', 'tips', 'health'] as const
type TabId = (typeof TABS)[number]

const PARTS: Readonly<Record<TabId, { needs: Permission; show: () => ReactNode }>> = {
  users: { needs: 'user.read', show: () => <UsersTab /> },
  units: { needs: 'unit.read', show: () => <UnitsTab /> },
  routes: { needs: 'route.read', show: () => <RoutesTab /> },
  rules: { needs: 'rule.read', show: () => <RulesTab /> },
  keys: { needs: 'api_key.read', show: () => <ApiKeysTab /> },
  audit: { needs: 'audit.read', show: () => <AuditTab /> },
  tips: { needs: 'tip.open', show: () => <TipFormTab /> },
  retention: { needs: 'retention.read', show: () => <RetentionTab /> },
  health: { needs: 'health.read', show: () => <HealthTab /> },
}

/** People, units, routing, audit and health, each for those whose role includes it. */
export function AdminPage() {
  const may = useMay()
  const { tab } = useSearch({ from: '/frame/admin' })
  const navigate = useNavigate({ from: '/admin' })
  const allowed = TABS.filter((id) => may(PARTS[id].needs))
  const selected = allowed.find((id) => id === tab) ?? allowed[0]
  return (
    <Page title={t('admin.title')}>
      {selected ? (
        <TabSet
          label={t('admin.tabs')}
          selected={selected}
          onSelect={(id) => void navigate({ search: { tab: id }, replace: true })}
          tabs={allowed.map((id) => ({
            id,
            label: t(`admin.tab.${id}`),
            content: <div className="AdminTab">{id === selected ? PARTS[id].show() : null}</div>,
          }))}
        />
      ) : (
        <EmptyState title={t('admin.nothing')}>{t('admin.nothingWhat')}</EmptyState>
      )}
    </Page>
  )
}
