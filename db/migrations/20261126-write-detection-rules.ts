import { type Kysely, sql } from 'kysely'

/**
 * Detection by rules people can read and change: the rules, where each narrative was first seen (what first appearances and
 * the Breakout Scale are judged on), snoozes, and how many alerts a week a unit wants.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const GOVERNED = `
  world text not null default 'live',
  tlp text not null default 'AMBER' check (tlp in ('RED','AMBER+STRICT','AMBER','GREEN','CLEAR')),
  owning_unit_id uuid references unit (id),
  row_version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()`

const STATEMENTS = [
  `create table detection_rule (
    id uuid primary key,
    kind text not null check (kind in ('growth','first_appearance','keyword','breakout')),
    title text not null,
    terms text[] not null default '{}',
    exclusions text[] not null default '{}',
    languages text[] not null default '{}',
    term_reason text,
    min_items integer not null default 1 check (min_items >= 1),
    min_publishers integer not null default 2 check (min_publishers >= 1),
    min_z double precision not null default 0 check (min_z >= 0),
    severity text check (severity in ('S1','S2','S3','S4')),
    enabled boolean not null default true,
    changed_by text not null,
    ${GOVERNED}
  )`,
  `create index detection_rule_in_world on detection_rule (world, kind, title)`,
  `create table narrative_appearance (
    narrative_id uuid not null references narrative (id),
    dimension text not null check (dimension in ('language','community','source_kind','platform')),
    value text not null,
    hour timestamptz not null,
    publisher_ids uuid[] not null default '{}',
    primary key (narrative_id, dimension, value)
  )`,
  `create index narrative_appearance_hour on narrative_appearance (hour)`,
  `insert into narrative_appearance (narrative_id, dimension, value, hour)
    select a.narrative_id, seen.dimension, seen.value, date_trunc('hour', min(i.event_at), 'UTC')
    from item_assignment a
    join item i on i.id = a.item_id and i.first_seen_at = a.first_seen_at
    join narrative_item n on n.item_id = a.item_id and n.first_seen_at = a.first_seen_at and n.copy_of is null
    join source s on s.id = i.source_id
    cross join lateral (values ('language', i.language), ('community', s.community), ('source_kind', s.kind),
      ('platform', case when s.kind in ('mastodon','bluesky') then s.kind else 'web' end)) as seen(dimension, value)
    where seen.value is not null group by 1, 2, 3`,
  `create table narrative_snooze (
    id uuid primary key,
    narrative_id uuid not null references narrative (id),
    rule_id uuid references detection_rule (id) on delete cascade,
    until timestamptz,
    note text not null default '',
    severity text check (severity in ('S1','S2','S3','S4')),
    publishers integer not null,
    category integer not null default 1,
    set_by text not null,
    set_at timestamptz not null,
    ended_at timestamptz,
    ended_by text,
    ended_because text check (ended_because in ('time','rose','undone')),
    ${GOVERNED},
    check ((ended_at is null) = (ended_because is null))
  )`,
  `create unique index narrative_snooze_open on narrative_snooze (narrative_id, coalesce(rule_id, '00000000-0000-0000-0000-000000000000')) where ended_at is null`,
  `create index narrative_snooze_of_rule on narrative_snooze (rule_id) where rule_id is not null`,
  `alter table signal add column rule_id uuid references detection_rule (id) on delete set null,
    add column hour timestamptz, add column snooze_id uuid references narrative_snooze (id)`,
  `create index signal_by_rule on signal (rule_id, detected_at desc) where rule_id is not null`,
  `create index narrative_hour_by_hour on narrative_hour (hour)`,
  `alter table unit add column alert_budget integer check (alert_budget is null or alert_budget between 1 and 10000)`,
]
