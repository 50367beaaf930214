import type { PublisherId } from '@hub/core/ids.ts'
import { EMPTY_ALLOW_LIST } from '@hub/core/source/allow-list.ts'
import { findPagePublisher } from '@hub/core/source/find-page-publisher.ts'

import type { Write } from '../write.ts'
import { ensurePublishers } from './ensure-publishers.ts'

/** The publisher of this name, in whatever case it is written; of several the first. */
export async function findPublisherByName(w: Write, name: string): Promise<PublisherId | undefined> {
  const present = await w.tx
    .selectFrom('publisher')
    .select('id')
    .where('world', '=', w.by.actor.world)
    .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', name.toLowerCase()))
    .orderBy('createdAt')
    .executeTakeFirst()
  return present?.id
}

/** The publisher of this name, made when there is none. The same name gives the same publisher however often it is asked for. */
export async function namePublisher(w: Write, name: string): Promise<PublisherId> {
  const present = await findPublisherByName(w, name)
  if (present !== undefined) return present
  const wanted = findPagePublisher({ url: null, publisher: name }, EMPTY_ALLOW_LIST)
  const made = wanted === null ? undefined : (await ensurePublishers(w, [wanted])).get(wanted.domain)
  if (made === undefined) throw new Error(`No publisher was made for ${name}.`)
  return made
}
