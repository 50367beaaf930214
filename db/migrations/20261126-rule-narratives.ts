import { type Kysely, sql } from 'kysely'

/**
 * Rulings become a record of their own, of people's and of the engine's merges: what moved, and what stood before. What the
 * engine is told of them, shard by shard, and what people want kept apart stand beside it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table engine_ruling (
    id uuid primary key,
    world text not null,
    shard text not null,
    shard_seq bigint not null,
    payload jsonb not null,
    ruling_id uuid references narrative_ruling (id)
  )`,
  `create index engine_ruling_by_shard on engine_ruling (world, shard, shard_seq)`,
  `insert into engine_ruling (id, world, shard, shard_seq, payload, ruling_id)
    select id, world, shard, shard_seq, jsonb_build_object('narrativeId', narrative_id) || payload || jsonb_build_object('kind', kind), id
    from narrative_ruling`,
  `alter table narrative_ruling
    drop column shard, drop column shard_seq, drop column payload,
    add column by_machine boolean not null default false,
    add column into_id uuid references narrative (id),
    add column moved uuid[] not null default '{}',
    add column details jsonb not null default '{}',
    add column before jsonb not null default '{}'`,
  `create index narrative_ruling_by_narrative on narrative_ruling (narrative_id, ruled_at desc)`,
  `create index narrative_ruling_by_target on narrative_ruling (into_id, ruled_at desc) where into_id is not null`,
  `create table narrative_apart (
    ruling_id uuid not null references narrative_ruling (id),
    first_id uuid not null references narrative (id),
    second_id uuid not null references narrative (id),
    primary key (ruling_id, first_id, second_id)
  )`,
  `create index narrative_apart_by_first on narrative_apart (first_id)`,
  `create index narrative_apart_by_second on narrative_apart (second_id)`,
  `create index narrative_merged_into on narrative (merged_into) where merged_into is not null`,
]
