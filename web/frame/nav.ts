import type { Permission } from '@hub/core/access/permissions.ts'

import type { MessageKey } from '../i18n/messages.ts'
import type { IconName } from '../ui/Icon.tsx'

type NavEntry = {
  to:
    | '/'
    | '/triage'
    | '/board'
    | '/narratives'
    | '/items'
    | '/fact-checks'
    | '/tips'
    | '/playbooks'
    | '/sources'
    | '/profiles'
    | '/admin'
  label: MessageKey
  icon: IconName
  /** Shown to those who may do this at all. */
  needs: Permission
  /** The second key after `g`. */
  goKey: string
}

/** The pages of the rail, in order; the first four stand in the bottom bar of a phone. */
export const NAV: readonly NavEntry[] = [
  { to: '/', label: 'frame.situation', icon: 'situation', needs: 'narrative.read', goKey: 's' },
  { to: '/triage', label: 'frame.triage', icon: 'triage', needs: 'narrative.read', goKey: 't' },
  { to: '/board', label: 'frame.board', icon: 'board', needs: 'case.read', goKey: 'b' },
  { to: '/narratives', label: 'frame.narratives', icon: 'narratives', needs: 'narrative.read', goKey: 'n' },
  { to: '/items', label: 'items.title', icon: 'items', needs: 'item.read', goKey: 'i' },
  { to: '/fact-checks', label: 'factChecks.title', icon: 'check', needs: 'item.read', goKey: 'f' },
  { to: '/tips', label: 'tips.title', icon: 'tips', needs: 'tip.read', goKey: 'h' },
  { to: '/playbooks', label: 'frame.playbooks', icon: 'playbooks', needs: 'playbook.read', goKey: 'p' },
  { to: '/sources', label: 'frame.sources', icon: 'sources', needs: 'source.read', goKey: 'o' },
  { to: '/profiles', label: 'frame.profiles', icon: 'profiles', needs: 'profile.read', goKey: 'w' },
  { to: '/admin', label: 'frame.admin', icon: 'admin', needs: 'user.read', goKey: 'a' },
]

export type NavPath = NavEntry['to']
