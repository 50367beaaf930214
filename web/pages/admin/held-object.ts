import type { HoldKind } from '@hub/core/retention/legal-hold.ts'

const PATHS: Readonly<Record<string, HoldKind>> = {
  narratives: 'narrative',
  cases: 'case',
  sources: 'source',
  profiles: 'profile',
  items: 'item',
}
const PAGE = /\/(narratives|cases|sources|profiles|items)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i

/** What the address of one of the hub's pages shows, where that can be held; null for any other text. */
export function heldObject(address: string): { kind: HoldKind; objectId: string } | null {
  const [, path = '', id = ''] = PAGE.exec(address) ?? []
  const kind = PATHS[path.toLowerCase()]
  return kind === undefined ? null : { kind, objectId: id.toLowerCase() }
}
