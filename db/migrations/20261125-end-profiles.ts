import { type Kysely, sql } from 'kysely'

/** The history of a watch profile, asked-for extensions, and when its end was noticed and announced. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table watch_profile
    add column end_noted_at timestamptz,
    add column extension_ends_at timestamptz,
    add column extension_reason text,
    add column extension_proposed_by text,
    add column extension_proposed_at timestamptz,
    add constraint watch_profile_extension check (
      (extension_ends_at is null) = (extension_reason is null) and (extension_ends_at is null) = (extension_proposed_by is null)
      and (extension_ends_at is null) = (extension_proposed_at is null))`,
  `create index watch_profile_ends on watch_profile (world, ends_at) where state = 'approved' and end_noted_at is null`,
  `create table profile_step (
    id uuid primary key,
    profile_id uuid not null references watch_profile (id),
    kind text not null check (kind in ('proposed','approved','extension_asked','extended','extension_refused','ended','withdrawn')),
    ends_at timestamptz,
    reason text,
    done_by text not null,
    done_at timestamptz not null
  )`,
  `create index profile_step_by_profile on profile_step (profile_id, done_at, id)`,
  `insert into profile_step (id, profile_id, kind, ends_at, done_by, done_at)
    select gen_random_uuid(), id, 'proposed', ends_at, proposed_by, created_at from watch_profile`,
  `insert into profile_step (id, profile_id, kind, ends_at, done_by, done_at)
    select gen_random_uuid(), id, 'approved', ends_at, approved_by, approved_at from watch_profile
    where approved_by is not null and approved_at is not null`,
]
