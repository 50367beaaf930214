import type { FedHub } from './browser-fed-hub.ts'

export type TestedPage = {
  name: string
  /** Its address on a fed hub. */
  address: (fed: FedHub) => string
  /** Buttons of the page that open a dialog, a menu or a form, by their English names. */
  opens: readonly string[]
}

/** Every page of the frame. */
export const PAGES: readonly TestedPage[] = [
  { name: 'situation', address: () => '/', opens: ['Decline…'] },
  { name: 'triage', address: () => '/triage', opens: ['Dismiss…', 'Link…'] },
  { name: 'board', address: () => '/board', opens: ['Open a case'] },
  { name: 'board as a table', address: () => '/board?view=table', opens: [] },
  {
    name: 'case',
    address: ({ caseId }) => `/cases/${caseId}`,
    opens: [
      'Move to…',
      'More acts on this case',
      'Edit',
      'Link narrative',
      'Assess again',
      'Ask a unit',
      'Attach playbook',
      'Decision',
      'Response',
    ],
  },
  { name: 'narratives', address: () => '/narratives', opens: [] },
  {
    name: 'narrative',
    address: ({ narrativeId }) => `/narratives/${narrativeId}`,
    opens: ['Confirm as', 'Dismiss', 'More actions', 'Show as table', 'Tell with another narrative…', 'Snooze alerts'],
  },
  { name: 'workbench', address: ({ narrativeId }) => `/narratives/${narrativeId}/workbench`, opens: [] },
  { name: 'storylines', address: () => '/storylines', opens: [] },
  {
    name: 'storyline',
    address: ({ storylineId }) => `/storylines/${storylineId}`,
    opens: ['Rename', 'Show as table'],
  },
  { name: 'fact-checks', address: () => '/fact-checks', opens: [] },
  { name: 'tips', address: () => '/tips', opens: [] },
  { name: 'items', address: () => '/items?q=water&from=2026-01-01', opens: [] },
  { name: 'item', address: ({ itemId }) => `/items/${itemId}`, opens: ['More actions'] },
  { name: 'playbooks', address: () => '/playbooks', opens: [] },
  { name: 'playbook', address: ({ playbookSlug }) => `/playbooks/${playbookSlug}`, opens: ['Run on a case'] },
  { name: 'sources', address: () => '/sources', opens: ['Add source', 'Import OPML'] },
  { name: 'imports', address: () => '/sources/imports', opens: [] },
  { name: 'import', address: ({ importId }) => `/sources/imports/${importId}`, opens: [] },
  { name: 'source', address: ({ sourceId }) => `/sources/${sourceId}`, opens: ['Edit…', 'Retire…', 'More actions'] },
  { name: 'watch profiles', address: () => '/profiles', opens: ['Propose profile'] },
  { name: 'watch profile', address: ({ profileId }) => `/profiles/${profileId}`, opens: ['More actions'] },
  { name: 'people', address: () => '/admin?tab=users', opens: ['Invite a person'] },
  { name: 'units', address: () => '/admin?tab=units', opens: ['Open a unit'] },
  { name: 'routing', address: () => '/admin?tab=routes', opens: ['Add rule'] },
  { name: 'detection rules', address: () => '/admin?tab=rules', opens: ['Add rule'] },
  { name: 'API keys', address: () => '/admin?tab=keys', opens: ['Make a key'] },
  { name: 'import of items', address: () => '/items/import', opens: [] },
  { name: 'retention', address: () => '/admin?tab=retention', opens: ['Place a hold'] },
  { name: 'audit', address: () => '/admin?tab=audit', opens: [] },
  { name: 'public form', address: () => '/admin?tab=tips', opens: [] },
  { name: 'health', address: () => '/admin?tab=health', opens: [] },
]
