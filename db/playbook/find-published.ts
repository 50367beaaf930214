import type { World } from '@hub/core/access/role.ts'
import { LIVE_WORLD } from '@hub/core/access/role.ts'
import type { PlaybookId, PlaybookVersionId } from '@hub/core/ids.ts'
import type { PlaybookContent } from '@hub/core/playbook/playbook.ts'

import type { Reader } from '../connect.ts'

export type PublishedPlaybook = {
  id: PlaybookId
  slug: string
  versionId: PlaybookVersionId
  version: number
  language: string
  publishedAt: Date | null
  content: PlaybookContent
}

/** The published versions a world plays with, its own and the live ones: the start of every query for them. */
export function selectPublished(db: Reader, world: World) {
  return db
    .selectFrom('playbook')
    .innerJoin('playbookVersion as version', 'version.id', 'playbook.currentVersionId')
    .select([
      'playbook.id',
      'playbook.slug',
      'version.id as versionId',
      'version.version',
      'version.language',
      'version.publishedAt',
      'version.content',
    ])
    .where('playbook.world', 'in', [...new Set([world, LIVE_WORLD])])
    .where('version.status', '=', 'published')
}

/** The published version of a playbook. The library is one for all worlds: an exercise plays with the live playbooks. */
export async function findPublished(db: Reader, slug: string, world: World): Promise<PublishedPlaybook | undefined> {
  return selectPublished(db, world)
    .where('playbook.slug', '=', slug)
    .where('playbook.tlp', '<>', 'RED')
    .orderBy((eb) => eb('playbook.world', '=', world), 'desc')
    .executeTakeFirst()
}
