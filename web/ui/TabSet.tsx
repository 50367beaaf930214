import './tabs.css'

import { type ReactNode, useEffect, useRef } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'

import { formatNumber } from '../i18n/format.ts'

export type TabEntry<T extends string> = { id: T; label: string; count?: number; content: ReactNode }

type Props<T extends string> = {
  label: string
  tabs: readonly TabEntry<T>[]
  selected: T
  onSelect: (id: T) => void
}

/** Views of one thing side by side; arrows move between them. */
export function TabSet<T extends string>({ label, tabs, selected, onSelect }: Props<T>) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // On a phone the chosen tab may lie beyond the edge.
    list.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [selected])
  return (
    <Tabs
      className="Tabs"
      selectedKey={selected}
      onSelectionChange={(key) => {
        const tab = tabs.find(({ id }) => id === key)
        if (tab) onSelect(tab.id)
      }}
    >
      <TabList ref={list} className="Tabs-list" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="Tab">
            {tab.label}
            {tab.count === undefined ? null : <span className="Tab-count">{formatNumber(tab.count)}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id}>
          {tab.content}
        </TabPanel>
      ))}
    </Tabs>
  )
}
