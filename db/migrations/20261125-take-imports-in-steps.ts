import { type Kysely, sql } from 'kysely'

/** An import is carried out in steps that each commit, so its entries and its progress stand in tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table source_import_entry (
    import_id uuid not null references source_import (id),
    position integer not null,
    line integer,
    title text not null,
    url text,
    site_url text,
    folder text[] not null default '{}',
    outcome text check (outcome in ('added','present','refused')),
    reason text,
    todo text,
    source_id uuid references source (id),
    primary key (import_id, position),
    check (outcome is not distinct from 'refused' or url is not null)
  )`,
  `create index source_import_entry_undone on source_import_entry (import_id, position) where outcome is null`,
  `create index source_import_entry_refused on source_import_entry (import_id, position) where outcome = 'refused'`,
  `create index source_import_entry_by_source on source_import_entry (source_id)`,
  `alter table source_import
    add column state text not null default 'waiting' check (state in ('waiting','running','done','failed')),
    add column problem text,
    add column source_state text not null default 'proposed' check (source_state in ('proposed','approved')),
    add column opml text,
    add column total integer,
    add column done integer not null default 0,
    add column added integer not null default 0,
    add column already_there integer not null default 0,
    add column refused integer not null default 0`,
  `update source_import set state = 'done',
    total = coalesce((report->>'found')::int, 0), done = coalesce((report->>'found')::int, 0),
    added = coalesce((report->>'added')::int, 0), already_there = coalesce((report->>'alreadyThere')::int, 0),
    refused = coalesce(jsonb_array_length(report->'refused'), 0)`,
  `insert into source_import_entry (import_id, position, line, title, outcome, reason, todo)
    select i.id, r.place, (r.entry->>'line')::int, coalesce(r.entry->>'text', ''), 'refused', coalesce(r.entry->>'reason', ''), ''
    from source_import i, jsonb_array_elements(i.report->'refused') with ordinality as r (entry, place)`,
  `alter table source_import drop column report`,
  `create index source_import_newest on source_import (world, started_at desc, id desc)`,
  `create index source_import_open on source_import (started_at) where state in ('waiting','running')`,
]
