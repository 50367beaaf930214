import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

describe('a test database', () => {
  let first: TestDatabase
  let second: TestDatabase

  beforeAll(async () => {
    ;[first, second] = await Promise.all([createTestDatabase(), createTestDatabase()])
  })
  afterAll(async () => {
    await Promise.all([first.close(), second.close()])
  })

  test('is migrated, and its own', async () => {
    await sql`CREATE TABLE mark (id int)`.execute(first.ownerDb)
    const seen = async (database: TestDatabase) => {
      const { rows } = await sql<{
        tablename: string
      }>`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`.execute(database.db)
      return rows.map((row) => row.tablename)
    }
    expect(await seen(first)).toEqual(expect.arrayContaining(['mark', 'outbox', 'audit_event']))
    expect(await seen(second)).not.toContain('mark')
  })

  test('lets the application role use tables and not change them', async ({ skip }) => {
    skip(first.appConfig.user === first.ownerConfig.user, 'the given DATABASE_URL may not make a second role')
    await expect(sql`SELECT count(*) FROM outbox`.execute(first.db)).resolves.toBeDefined()
    await expect(sql`DROP TABLE outbox`.execute(first.db)).rejects.toThrow(/must be owner/)
  })
})
