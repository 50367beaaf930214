import './palette.css'

import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

import { casesQuery } from '../data/cases.ts'
import { narrativeSearchQuery } from '../data/narratives.ts'
import { playbooksQuery } from '../data/playbooks.ts'
import { useMay } from '../data/session.ts'
import { t } from '../i18n/t.ts'
import { Content } from '../ui/Content.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { SearchInput } from '../ui/SearchInput.tsx'
import { NAV } from './nav.ts'

type Entry = { id: string; icon: IconName; label: string; isContent: boolean; detail?: string; open: () => void }
type Section = { id: string; title: string; entries: Entry[] }

/** Everything by its name: pages, narratives, cases, playbooks. Arrows choose, Enter opens. */
export function CommandPalette({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <ModalOverlay className="Veil" isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable>
      <Modal className="Modal Modal-wide">
        <Dialog className="Palette" aria-label={t('frame.search')}>
          <PaletteBody onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const sections = usePaletteSections(text.trim())
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <SearchInput
        label={t('frame.search')}
        value={text}
        onChange={setText}
        placeholder={t('frame.searchPlaceholder')}
        autoFocus
      />
      <Menu
        className="Menu"
        aria-label={t('frame.results')}
        onAction={(key) => {
          onClose()
          sections
            .flatMap(({ entries }) => entries)
            .find(({ id }) => id === key)
            ?.open()
        }}
        renderEmptyState={() => <div className="Options-none">{t('ui.noMatches')}</div>}
      >
        {sections.map((section) => (
          <MenuSection key={section.id}>
            <Header className="Menu-section">{section.title}</Header>
            {section.entries.map((entry) => (
              <MenuItem key={entry.id} id={entry.id} className="Option" textValue={entry.label}>
                <Icon name={entry.icon} />
                <span className="Option-text">{entry.isContent ? <Content>{entry.label}</Content> : entry.label}</span>
                {entry.detail ? <span className="Option-hint">{entry.detail}</span> : null}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
      </Menu>
    </Autocomplete>
  )
}

function usePaletteSections(text: string): Section[] {
  const navigate = useNavigate()
  const may = useMay()
  const q = useDeferredValue(text)
  const asks = q.length >= 2
  const narratives = useQuery({ ...narrativeSearchQuery(q), enabled: asks && may('narrative.read') })
  const cases = useQuery({ ...casesQuery({ q }), enabled: asks && may('case.read') })
  const playbooks = useQuery({ ...playbooksQuery({ q }), enabled: asks && may('playbook.read') })
  const wanted = text.toLocaleLowerCase()
  const pages = NAV.filter(({ needs, label }) => may(needs) && t(label).toLocaleLowerCase().includes(wanted))
  const sections: Section[] = [
    {
      id: 'pages',
      title: t('frame.pages'),
      entries: pages.map(({ to, icon, label }) => ({
        id: `page ${to}`,
        icon,
        label: t(label),
        isContent: false,
        open: () => void navigate({ to }),
      })),
    },
    {
      id: 'narratives',
      title: t('frame.narratives'),
      entries: (asks ? (narratives.data?.rows ?? []) : []).map(({ id, title }) => ({
        id: `narrative ${id}`,
        icon: 'narratives',
        label: title,
        isContent: true,
        open: () => void navigate({ to: '/narratives/$narrativeId', params: { narrativeId: id } }),
      })),
    },
    {
      id: 'cases',
      title: t('frame.cases'),
      entries: (asks ? (cases.data?.rows ?? []) : []).slice(0, 8).map(({ id, title, reference }) => ({
        id: `case ${id}`,
        icon: 'board',
        label: `${reference} ${title}`,
        isContent: true,
        open: () => void navigate({ to: '/cases/$caseId', params: { caseId: id } }),
      })),
    },
    {
      id: 'playbooks',
      title: t('frame.playbooks'),
      entries: (asks ? (playbooks.data?.rows ?? []) : []).slice(0, 8).map(({ slug, title }) => ({
        id: `playbook ${slug}`,
        icon: 'playbooks',
        label: title,
        isContent: true,
        open: () => void navigate({ to: '/playbooks/$slug', params: { slug } }),
      })),
    },
  ]
  return sections.filter(({ entries }) => entries.length > 0)
}
