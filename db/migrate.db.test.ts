import { createTestDatabase } from '@hub/tests/support/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { migrateDatabase } from './migrate.ts'

test('a hub takes a migration that landed later but comes before one that it has run', async () => {
  const { ownerConfig, appConfig, ownerDb, close } = await createTestDatabase()
  try {
    await sql`alter table narrative drop column named_items cascade`.execute(ownerDb)
    await sql`delete from schema_migration where name = '20261126-name-narratives'`.execute(ownerDb)
    const migrate = () => migrateDatabase({ owner: ownerConfig, appRole: appConfig.user ?? '' })
    expect(await migrate()).toEqual(['20261126-name-narratives'])
    expect(await migrate()).toEqual([])
  } finally {
    await close()
  }
})
