import { actorReference } from '@hub/core/access/actor.ts'
import { playbookIdSchema, playbookVersionIdSchema } from '@hub/core/ids.ts'
import type { PlaybookContent, PlaybookFile } from '@hub/core/playbook/playbook.ts'
import { playbookText } from '@hub/core/playbook/playbook-text.ts'
import { digestOf } from '@hub/core/record/log-chain.ts'
import { type RawBuilder, sql } from 'kysely'

import type { Db, Tx } from '../connect.ts'
import { searchConfiguration } from '../item/search-language.ts'
import { newId } from '../new-id.ts'
import type { Row } from '../schema.ts'
import { write, type Write, type WriteBy } from '../write.ts'

/**
 * Publishes a playbook of the starter library. The same content again changes nothing; new content becomes the next
 * version, and the former is superseded. A playbook whose present version somebody here wrote is left alone.
 */
export async function publishStarterPlaybook(db: Db | Tx, by: WriteBy, file: PlaybookFile): Promise<Row<'playbook'>> {
  return write(db, by, async (w) => {
    await w.require('playbook.publish')
    const playbook = await lockOrCreate(w, file.slug)
    const newest = await w.tx
      .selectFrom('playbookVersion')
      .selectAll()
      .where('playbookId', '=', playbook.id)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    const digest = digestOf(file.content)
    const author = actorReference(by.actor)
    if (newest && (newest.digest === digest || newest.createdBy !== author)) {
      w.unchanged()
      return playbook
    }
    const versionId = newId(playbookVersionIdSchema)
    const version = (newest?.version ?? 0) + 1
    await w.tx
      .insertInto('playbookVersion')
      .values({
        id: versionId,
        playbookId: playbook.id,
        version,
        status: 'published',
        language: file.content.language,
        content: JSON.stringify(file.content),
        digest,
        search: searchVector(file.content),
        createdBy: author,
        createdAt: by.now,
        publishedAt: by.now,
      })
      .execute()
    if (newest)
      await w.tx.updateTable('playbookVersion').set({ status: 'superseded' }).where('id', '=', newest.id).execute()
    const published = await w.tx
      .updateTable('playbook')
      .set({ currentVersionId: versionId, rowVersion: playbook.rowVersion + 1, updatedAt: by.now })
      .where('id', '=', playbook.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await w.audit({
      action: 'published',
      noun: 'playbook',
      objectId: playbook.id,
      tlp: playbook.tlp,
      details: { slug: file.slug, version, digest },
    })
    await w.live({ noun: 'playbook', id: playbook.id, version: published.rowVersion })
    return published
  })
}

async function lockOrCreate(w: Write, slug: string): Promise<Row<'playbook'>> {
  const { world } = w.by.actor
  await w.tx
    .insertInto('playbook')
    .values({ id: newId(playbookIdSchema), slug, world, createdAt: w.by.now, updatedAt: w.by.now })
    .onConflict((conflict) => conflict.columns(['world', 'slug']).doNothing())
    .execute()
  return w.tx
    .selectFrom('playbook')
    .selectAll()
    .where('world', '=', world)
    .where('slug', '=', slug)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Stemmed words of the playbook's language beside the words as they are, so that names are found too. */
function searchVector(content: PlaybookContent): RawBuilder<unknown> {
  const text = playbookText(content)
  const weighted = (words: string, weight: 'A' | 'B' | 'C') => {
    const stemmed = sql`setweight(to_tsvector(${searchConfiguration(content.language)}::regconfig, ${words}), ${sql.lit(weight)})`
    const plain = sql`setweight(to_tsvector('simple', ${words}), ${sql.lit(weight)})`
    return sql`${stemmed} || ${plain}`
  }
  return sql`${weighted(text.title, 'A')} || ${weighted(text.summary, 'B')} || ${weighted(text.body, 'C')}`
}
