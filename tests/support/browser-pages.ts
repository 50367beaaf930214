import type { FedHub } from './browser-fed-hub.ts'

/** Every page of the frame, by its name in tests and its address on a fed hub. */
export const PAGES: readonly { name: string; address: (fed: FedHub) => string }[] = [
  { name: 'situation', address: () => '/' },
  { name: 'triage', address: () => '/triage' },
  { name: 'board', address: () => '/board' },
  { name: 'board as a table', address: () => '/board?view=table' },
  { name: 'case', address: ({ caseId }) => `/cases/${caseId}` },
  { name: 'narratives', address: () => '/narratives' },
  { name: 'narrative', address: ({ narrativeId }) => `/narratives/${narrativeId}` },
  { name: 'playbooks', address: () => '/playbooks' },
  { name: 'playbook', address: ({ playbookSlug }) => `/playbooks/${playbookSlug}` },
  { name: 'sources', address: () => '/sources' },
  { name: 'watch profiles', address: () => '/profiles' },
  { name: 'watch profile', address: ({ profileId }) => `/profiles/${profileId}` },
  { name: 'admin', address: () => '/admin' },
  { name: 'an address that does not exist', address: () => '/nowhere' },
]
