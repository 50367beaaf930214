import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'

import { searchConfiguration } from '@hub/db/item/search-language.ts'
import { migrateDatabase } from '@hub/db/migrate.ts'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

import {
  CORPUS_DAYS,
  CORPUS_END,
  corpusItems,
  corpusLanguages,
  type LanguageShare,
  type Lexemes,
  NARRATIVES,
  SOURCES,
} from './search-corpus.ts'

const PROFILES = 10

/** Fills an empty database with the synthetic items, once: a note in the folder says that it is done. */
export async function buildSearchDatabase(
  folder: string,
  server: { owner: pg.PoolConfig; app: pg.PoolConfig },
  count: number,
  tell: (words: string) => void,
): Promise<pg.PoolConfig> {
  const database = `bench_search_${count}`
  const done = join(folder, `${database}.done`)
  const owner = { ...server.owner, database }
  if (!existsSync(done)) {
    await query({ ...server.owner, database: 'postgres' }, `drop database if exists ${database}`)
    await query({ ...server.owner, database: 'postgres' }, `create database ${database}`)
    await migrateDatabase({ owner, appRole: server.app.user ?? '', now: new Date(CORPUS_END) })
    await fill(owner, count, tell)
    writeFileSync(done, '')
  }
  return owner
}

async function query(config: pg.PoolConfig, statement: string): Promise<void> {
  const client = new pg.Client(config)
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

async function fill(config: pg.PoolConfig, count: number, tell: (words: string) => void): Promise<void> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    await client.query(
      `set maintenance_work_mem = '512MB'; set synchronous_commit = off; set max_parallel_maintenance_workers = 0`,
    )
    await client.query('select ensure_partitions($1, $2)', [
      new Date(CORPUS_END - CORPUS_DAYS * 86_400_000),
      new Date(CORPUS_END),
    ])
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select c.relname as name, pg_get_indexdef(c.oid) as definition from pg_index x join pg_class c on c.oid = x.indexrelid
       where x.indrelid in ('item'::regclass, 'item_assignment'::regclass) and not x.indisunique`,
    )
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    const languages = corpusLanguages()
    await addSources(client, languages)
    tell('Making words …')
    const lexemes = await readLexemes(client, languages)
    await copyItems(client, count, languages, lexemes, tell)
    for (const { name, definition } of indexes) {
      tell(`Index ${name} …`)
      await client.query(definition.replace(' ON ONLY ', ' ON '))
    }
    tell('Statistics …')
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

async function addSources(client: pg.Client, languages: readonly LanguageShare[]): Promise<void> {
  await client.query(
    `insert into publisher (id, name, domain) select ${uuid('1', 'n')}, 'Publisher ' || n, 'publisher' || n || '.example'
     from generate_series(0, 399) n`,
  )
  await client.query(
    `insert into source (id, url, canonical_url, title, publisher_id)
     select ${uuid('2', 'n')}, 'https://s' || n || '.example', 'https://s' || n || '.example', 'Source ' || n, ${uuid('1', 'n % 400')}
     from generate_series(0, ${SOURCES - 1}) n`,
  )
  await client.query(
    `insert into watch_profile (id, title, purpose, legal_basis, necessity, proportionality, ends_at, state, proposed_by, approved_by)
     select ${uuid('3', 'n')}, 'Profile ' || n, 'p', 'l', 'n', 'p', now() + interval '1 year', 'approved', 'bench', 'bench'
     from generate_series(0, ${PROFILES - 1}) n`,
  )
  await client.query(
    `insert into watch_profile_source (profile_id, source_id) select ${uuid('3', `n % ${PROFILES}`)}, ${uuid('2', 'n')}
     from generate_series(0, ${SOURCES - 1}) n`,
  )
  await client.query(
    `insert into narrative (id, shard, title, state, language, item_count, first_item_at, last_item_at)
     select ${uuid('4', 'n')}, 'bench', 'Narrative ' || n,
       case when n % 50 = 0 then 'dismissed' when n % 10 = 0 then 'confirmed' when n % 3 = 0 then 'dormant' else 'emerging' end,
       '${languages[0]?.language ?? 'en'}', 0, '2026-08-22', '2026-11-20' from generate_series(0, ${NARRATIVES - 1}) n`,
  )
}

/** An id that says what it names and which one: the same in every run. */
function uuid(kind: string, number: string): string {
  return `('0193a000-0000-7000-8000-${kind}' || lpad(to_hex(${number}), 11, '0'))::uuid`
}

/** What the text search configuration of each language makes of each of its words. */
async function readLexemes(
  client: pg.Client,
  languages: readonly LanguageShare[],
): Promise<ReadonlyMap<string, Lexemes>> {
  const lexemes = new Map<string, Lexemes>()
  for (const { language, vocabulary } of languages) {
    const { rows } = await client.query<{ word: string; lexeme: string | null }>(
      `select w as word, (tsvector_to_array(to_tsvector($1::regconfig, w)))[1] as lexeme from unnest($2::text[]) w`,
      [searchConfiguration(language), vocabulary],
    )
    lexemes.set(language, new Map(rows.flatMap(({ word, lexeme }) => (lexeme === null ? [] : [[word, lexeme]]))))
  }
  return lexemes
}

async function copyItems(
  client: pg.Client,
  count: number,
  languages: readonly LanguageShare[],
  lexemes: ReadonlyMap<string, Lexemes>,
  tell: (words: string) => void,
): Promise<void> {
  await client.query(
    'create table bench_assignment (item_id uuid, first_seen_at timestamptz, narrative integer, seq bigint)',
  )
  const assigned: string[] = []
  const stream = client.query(
    copyFrom(`copy item (id, first_seen_at, source_id, publisher_id, url, title, text, html, language, published_at, event_at,
      content_hash, matched_terms, search) from stdin`),
  )
  let batch: string[] = []
  let index = 0
  for (const item of corpusItems(count, 7, languages, lexemes)) {
    const at = item.firstSeenAt.toISOString()
    const html = index % 2 === 0 ? `<p>${item.text}</p>` : '\\N'
    batch.push(
      `${item.id}\t${at}\t${plainUuid('2', item.source)}\t${plainUuid('1', item.source % 400)}\thttps://s${item.source}.example/${index}\t` +
        `${item.title}\t${item.text}\t${html}\t${item.language}\t${at}\t${at}\t${item.id}\t{}\t${item.vector}\n`,
    )
    if (item.narrative !== undefined) assigned.push(`${item.id}\t${at}\t${item.narrative}\t${index}\n`)
    index += 1
    if (batch.length < 500) continue
    if (!stream.write(batch.join(''))) await once(stream, 'drain')
    batch = []
    if (index % 100_000 === 0) tell(`${index} items …`)
  }
  stream.end(batch.join(''))
  await finished(stream)
  const assignments = client.query(copyFrom('copy bench_assignment from stdin'))
  for (let start = 0; start < assigned.length; start += 2_000)
    if (!assignments.write(assigned.slice(start, start + 2_000).join(''))) await once(assignments, 'drain')
  assignments.end()
  await finished(assignments)
  await client.query(
    `insert into item_assignment (item_id, first_seen_at, world, shard, shard_seq, narrative_id, assigned_at, fence)
     select item_id, first_seen_at, 'live', 'bench', seq, ${uuid('4', 'narrative')}, first_seen_at, 1 from bench_assignment order by seq`,
  )
  await client.query(
    `update narrative n set item_count = c.items from (select narrative_id, count(*) as items from item_assignment group by 1) c
     where c.narrative_id = n.id`,
  )
  await client.query('drop table bench_assignment')
}

function plainUuid(kind: string, number: number): string {
  return `0193a000-0000-7000-8000-${kind}${number.toString(16).padStart(11, '0')}`
}
