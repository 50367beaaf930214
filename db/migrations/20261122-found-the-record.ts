import { type Kysely, sql } from 'kysely'

/**
 * The first schema. What cannot be added later stands here: world, tlp, owning unit and row version on every noun,
 * partitions by first-seen time, insert-only log and audit, and the outbox.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

/** The columns every noun carries. Rows of a child table inherit them by key. */
const GOVERNED = `
  world text not null default 'live',
  tlp text not null default 'AMBER' check (tlp in ('RED','AMBER+STRICT','AMBER','GREEN','CLEAR')),
  owning_unit_id uuid references unit (id),
  row_version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()`

const PEOPLE = [
  `create table unit (
    id uuid primary key,
    parent_id uuid references unit (id),
    slug text not null,
    name text not null,
    kind text not null check (kind in ('coordination','ministry','agency','partner')),
    zone text not null default 'UTC',
    working_hours jsonb not null default '{"days":[1,2,3,4,5],"from":"09:00","to":"17:00"}',
    holidays jsonb not null default '[]',
    closed_at timestamptz,
    ${GOVERNED.replace('owning_unit_id uuid references unit (id),', '')},
    unique (world, slug)
  )`,
  `create table user_account (
    id uuid primary key,
    email text not null,
    name text not null,
    status text not null default 'active' check (status in ('active','suspended')),
    row_version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create unique index user_account_email on user_account (lower(email))`,
  `create table membership (
    id uuid primary key,
    user_id uuid not null references user_account (id),
    unit_id uuid not null references unit (id),
    role text not null check (role in ('analyst','comms','unit_lead','coordinator','trainer','auditor','administrator')),
    world text not null default 'live',
    granted_by text not null,
    reason text,
    granted_at timestamptz not null default now(),
    revoked_at timestamptz,
    revoked_by text
  )`,
  `create unique index membership_current on membership (world, user_id, unit_id, role) where revoked_at is null`,
]

const COLLECTION = [
  `create table publisher (
    id uuid primary key,
    name text not null,
    domain text not null,
    country text,
    kind text not null default 'site',
    ${GOVERNED},
    unique (world, domain)
  )`,
  `create table source (
    id uuid primary key,
    kind text not null default 'feed',
    url text not null,
    canonical_url text not null,
    title text not null,
    site_url text,
    publisher_id uuid not null references publisher (id),
    language text,
    country text,
    platform text,
    community text,
    tags text[] not null default '{}',
    state text not null default 'approved' check (state in ('proposed','approved','paused','retired')),
    paused_reason text,
    etag text,
    last_modified text,
    body_hash text,
    interval_ms bigint not null default 1800000,
    next_fetch_at timestamptz not null default now(),
    claimed_until timestamptz,
    claim_fence bigint not null default 0,
    last_fetch_at timestamptz,
    last_good_at timestamptz,
    last_item_at timestamptz,
    failures integer not null default 0,
    failing_since timestamptz,
    outcome jsonb,
    ${GOVERNED}
  )`,
  `create unique index source_identity on source (world, canonical_url) where state <> 'retired'`,
  `create index source_due on source (next_fetch_at) where state = 'approved'`,
  `create table source_fetch (
    id uuid primary key,
    source_id uuid not null references source (id),
    at timestamptz not null,
    outcome text not null,
    detail jsonb not null default '{}',
    duration_ms integer not null,
    bytes integer not null default 0,
    items_found integer not null default 0,
    items_new integer not null default 0
  )`,
  `create index source_fetch_recent on source_fetch (source_id, at desc)`,
  `create table source_import (
    id uuid primary key,
    name text not null,
    started_by text not null,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    profile_id uuid,
    report jsonb not null default '{}',
    world text not null default 'live'
  )`,
  `create table watch_profile (
    id uuid primary key,
    title text not null,
    purpose text not null,
    legal_basis text not null,
    necessity text not null,
    proportionality text not null,
    impact_assessment_reference text,
    terms jsonb not null default '[]',
    exclusions jsonb not null default '[]',
    languages text[] not null default '{}',
    starts_at timestamptz not null default now(),
    ends_at timestamptz not null,
    state text not null default 'proposed' check (state in ('draft','proposed','approved','withdrawn')),
    proposed_by text not null,
    approved_by text,
    approved_at timestamptz,
    withdrawn_reason text,
    ${GOVERNED},
    check (state <> 'approved' or approved_by is not null)
  )`,
  `create table watch_profile_source (
    profile_id uuid not null references watch_profile (id),
    source_id uuid not null references source (id),
    added_at timestamptz not null default now(),
    primary key (profile_id, source_id)
  )`,
  `create index watch_profile_source_by_source on watch_profile_source (source_id)`,
]

const ITEMS = [
  `create table item (
    id uuid not null,
    first_seen_at timestamptz not null,
    source_id uuid not null references source (id),
    publisher_id uuid not null references publisher (id),
    external_id text,
    url text,
    canonical_url text,
    title text not null,
    text text not null,
    html text,
    language text not null default 'und',
    published_at timestamptz,
    published_raw text,
    event_at timestamptz not null,
    content_hash text not null,
    matched_terms text[] not null default '{}',
    search tsvector,
    ${GOVERNED},
    primary key (id, first_seen_at)
  ) partition by range (first_seen_at)`,
  `create index item_search on item using gin (search)`,
  `create index item_newest on item (first_seen_at desc, id desc)`,
  `create index item_by_source on item (source_id, first_seen_at desc)`,
  `create table item_identity (
    world text not null,
    key text not null,
    item_id uuid not null,
    first_seen_at timestamptz not null,
    primary key (world, key)
  )`,
  `create index item_identity_by_item on item_identity (item_id)`,
  `create table item_sighting (
    item_id uuid not null,
    source_id uuid not null references source (id),
    publisher_id uuid not null references publisher (id),
    first_seen_at timestamptz not null,
    seen_at timestamptz not null,
    primary key (item_id, source_id)
  )`,
  `create table item_revision (
    item_id uuid not null,
    revision integer not null,
    first_seen_at timestamptz not null,
    seen_at timestamptz not null,
    title text not null,
    text text not null,
    content_hash text not null,
    primary key (item_id, revision)
  )`,
  `create table item_pending (
    seq bigint generated always as identity primary key,
    item_id uuid not null unique,
    first_seen_at timestamptz not null,
    world text not null,
    shard text not null
  )`,
  `create index item_pending_by_shard on item_pending (world, shard, seq)`,
]

const NARRATIVES = [
  `create table narrative (
    id uuid primary key,
    shard text not null,
    title text not null,
    title_source text not null default 'machine' check (title_source in ('machine','person')),
    state text not null default 'emerging' check (state in ('emerging','confirmed','dismissed','dormant','merged')),
    dismissed_reason text,
    merged_into uuid references narrative (id),
    severity text check (severity in ('S1','S2','S3','S4')),
    language text not null default 'und',
    languages text[] not null default '{}',
    key_terms jsonb not null default '[]',
    item_count integer not null default 0,
    publisher_count integer not null default 0,
    first_item_at timestamptz not null,
    last_item_at timestamptz not null,
    triaged_at timestamptz,
    triaged_by text,
    ${GOVERNED}
  )`,
  `create index narrative_recent on narrative (world, last_item_at desc)`,
  `create index narrative_by_state on narrative (world, state, last_item_at desc)`,
  `create table narrative_publisher (
    narrative_id uuid not null references narrative (id),
    publisher_id uuid not null references publisher (id),
    first_at timestamptz not null,
    item_count integer not null default 0,
    primary key (narrative_id, publisher_id)
  )`,
  `create table narrative_hour (
    narrative_id uuid not null references narrative (id),
    hour timestamptz not null,
    item_count integer not null default 0,
    copy_count integer not null default 0,
    publisher_ids uuid[] not null default '{}',
    primary key (narrative_id, hour)
  )`,
  `create table item_assignment (
    item_id uuid primary key,
    first_seen_at timestamptz not null,
    world text not null,
    shard text not null,
    shard_seq bigint not null,
    narrative_id uuid not null references narrative (id),
    status text not null default 'suggested' check (status in ('suggested','confirmed')),
    assigned_at timestamptz not null,
    fence bigint not null,
    unique (world, shard, shard_seq)
  )`,
  `create index item_assignment_by_narrative on item_assignment (narrative_id, shard_seq desc)`,
  `create table narrative_item (
    item_id uuid not null,
    first_seen_at timestamptz not null,
    narrative_id uuid not null,
    is_new boolean not null,
    copy_of uuid,
    score double precision not null,
    threshold double precision not null,
    parts jsonb not null,
    terms jsonb not null,
    neighbours jsonb not null,
    alternatives jsonb not null,
    events jsonb not null default '[]',
    primary key (item_id, first_seen_at)
  ) partition by range (first_seen_at)`,
  `create index narrative_item_by_narrative on narrative_item (narrative_id, first_seen_at desc)`,
  `create table narrative_ruling (
    id uuid primary key,
    world text not null,
    shard text not null,
    kind text not null,
    narrative_id uuid not null references narrative (id),
    payload jsonb not null,
    ruled_by text not null,
    reason text,
    ruled_at timestamptz not null,
    shard_seq bigint not null,
    undone_at timestamptz,
    undone_by text
  )`,
  `create index narrative_ruling_by_shard on narrative_ruling (world, shard, shard_seq)`,
  `create table engine_shard (
    world text not null,
    shard text not null,
    next_seq bigint not null default 1,
    fence bigint not null default 0,
    owner text,
    leased_until timestamptz,
    primary key (world, shard)
  )`,
  `create table engine_snapshot (
    world text not null,
    shard text not null,
    shard_seq bigint not null,
    format integer not null,
    is_checkpoint boolean not null default false,
    state bytea not null,
    taken_at timestamptz not null,
    primary key (world, shard, shard_seq)
  )`,
]

const ALERTING = [
  `create table signal (
    id uuid primary key,
    narrative_id uuid not null references narrative (id),
    kind text not null,
    severity text not null check (severity in ('S1','S2','S3','S4')),
    detected_at timestamptz not null,
    window_start timestamptz not null,
    numbers jsonb not null,
    publisher_ids uuid[] not null default '{}',
    idempotency_key text not null unique,
    ${GOVERNED}
  )`,
  `create index signal_by_narrative on signal (narrative_id, detected_at desc)`,
  `create table route_rule (
    id uuid primary key,
    position integer not null,
    title text not null,
    terms text[] not null default '{}',
    countries text[] not null default '{}',
    languages text[] not null default '{}',
    min_severity text not null default 'S4' check (min_severity in ('S1','S2','S3','S4')),
    unit_ids uuid[] not null,
    continues boolean not null default false,
    is_catch_all boolean not null default false,
    enabled boolean not null default true,
    ${GOVERNED},
    check (cardinality(unit_ids) > 0),
    check (not is_catch_all or enabled)
  )`,
  `create unique index route_rule_one_catch_all on route_rule (world) where is_catch_all`,
  `create table alert (
    id uuid primary key,
    signal_id uuid not null unique references signal (id),
    narrative_id uuid not null references narrative (id),
    severity text not null check (severity in ('S1','S2','S3','S4')),
    state text not null default 'raised' check (state in ('raised','routed','linked','dismissed','closed')),
    dismissed_reason text,
    case_id uuid,
    raised_at timestamptz not null,
    routed_at timestamptz,
    ${GOVERNED}
  )`,
  `create index alert_by_narrative on alert (narrative_id, raised_at desc)`,
  `create table delivery (
    id uuid primary key,
    alert_id uuid not null references alert (id),
    narrative_id uuid not null references narrative (id),
    unit_id uuid not null references unit (id),
    severity text not null check (severity in ('S1','S2','S3','S4')),
    state text not null default 'pending'
      check (state in ('pending','held','sent','acknowledged','declined','rerouted','escalated','lapsed','closed')),
    matched_rules jsonb not null,
    held_reason text,
    held_until timestamptz,
    sent_at timestamptz,
    acknowledge_due_at timestamptz,
    escalation jsonb not null default '[]',
    escalation_level integer not null default 0,
    next_escalation_at timestamptz,
    acknowledged_by text,
    acknowledged_at timestamptz,
    declined_reason text,
    suggested_unit_id uuid references unit (id),
    ${GOVERNED},
    unique (alert_id, unit_id)
  )`,
  `create index delivery_open on delivery (unit_id, state)`,
  `create index delivery_due on delivery (next_escalation_at) where next_escalation_at is not null`,
  `create table delivery_attempt (
    id uuid primary key,
    delivery_id uuid not null references delivery (id),
    level integer not null,
    user_id uuid references user_account (id),
    channel text not null,
    idempotency_key text not null unique,
    at timestamptz not null,
    outcome text not null check (outcome in ('delivered','failed','nobody')),
    detail text,
    seen_at timestamptz
  )`,
  `create index delivery_attempt_by_delivery on delivery_attempt (delivery_id, at)`,
  `create index delivery_attempt_by_user on delivery_attempt (user_id, at desc)`,
]

const CASES = [
  `create sequence case_reference_seq`,
  `create table case_file (
    id uuid primary key,
    reference text not null unique,
    title text not null,
    summary text not null default '',
    state text not null default 'new'
      check (state in ('new','triaged','active','monitoring','closed','dismissed','merged')),
    severity text not null check (severity in ('S1','S2','S3','S4')),
    priority text check (priority in ('high','medium','low')),
    opinion_gate text check (opinion_gate in ('verifiable_fact','opinion','opinion_on_false_fact')),
    dismissal_reason text,
    closing_reason text,
    merged_into uuid references case_file (id),
    opened_by text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    log_seq integer not null default 0,
    log_head text not null default '',
    ${GOVERNED}
  )`,
  `create index case_by_state on case_file (world, state, updated_at desc)`,
  `alter table alert add foreign key (case_id) references case_file (id)`,
  `create table case_narrative (
    case_id uuid not null references case_file (id),
    narrative_id uuid not null references narrative (id),
    linked_by text not null,
    linked_at timestamptz not null,
    primary key (case_id, narrative_id)
  )`,
  `create index case_narrative_by_narrative on case_narrative (narrative_id)`,
  `create table assessment (
    id uuid primary key,
    case_id uuid not null references case_file (id),
    revision integer not null,
    content jsonb not null,
    assessed_by text not null,
    assessed_at timestamptz not null,
    unique (case_id, revision)
  )`,
  `create table tasking (
    id uuid primary key,
    case_id uuid not null references case_file (id),
    unit_id uuid not null references unit (id),
    part text not null check (part in ('lead','support')),
    state text not null default 'offered'
      check (state in ('offered','accepted','in_progress','blocked','done','returned','declined','withdrawn')),
    request text not null default '',
    reason text,
    due_at timestamptz,
    offered_by text not null,
    offered_at timestamptz not null,
    answered_by text,
    answered_at timestamptz,
    ${GOVERNED}
  )`,
  `create unique index tasking_one_lead on tasking (case_id)
    where part = 'lead' and state not in ('declined','withdrawn')`,
  `create unique index tasking_once_per_unit on tasking (case_id, unit_id) where state not in ('declined','withdrawn')`,
  `create index tasking_by_unit on tasking (unit_id, state)`,
  `create table log_entry (
    id uuid primary key,
    case_id uuid not null references case_file (id),
    seq integer not null,
    kind text not null check (kind in ('note','decision','response','correction','system')),
    event_at timestamptz not null,
    entered_at timestamptz not null,
    late_reason text,
    content jsonb not null,
    author text not null,
    author_name text not null,
    unit_id uuid references unit (id),
    corrects_id uuid references log_entry (id),
    idempotency_key text not null unique,
    content_digest text not null,
    previous_hash text not null,
    hash text not null,
    unique (case_id, seq)
  )`,
]

const PLAYBOOKS = [
  `create table playbook (
    id uuid primary key,
    slug text not null,
    current_version_id uuid,
    ${GOVERNED.replace("default 'AMBER'", "default 'GREEN'")},
    unique (world, slug)
  )`,
  `create table playbook_version (
    id uuid primary key,
    playbook_id uuid not null references playbook (id),
    version integer not null,
    status text not null
      check (status in ('draft','review','approved','published','superseded','withdrawn')),
    language text not null,
    content jsonb not null,
    digest text not null,
    search tsvector,
    created_by text not null,
    created_at timestamptz not null default now(),
    published_at timestamptz,
    unique (playbook_id, version, language)
  )`,
  `alter table playbook add foreign key (current_version_id) references playbook_version (id)`,
  `create index playbook_version_search on playbook_version using gin (search)`,
  `create table playbook_run (
    id uuid primary key,
    case_id uuid not null references case_file (id),
    playbook_version_id uuid not null references playbook_version (id),
    state text not null default 'running'
      check (state in ('running','finished','aborted','retrospective','reviewed')),
    aborted_reason text,
    started_by text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    ${GOVERNED}
  )`,
  `create unique index playbook_run_once on playbook_run (case_id, playbook_version_id) where state = 'running'`,
  `create table run_step (
    run_id uuid not null references playbook_run (id),
    step_key text not null,
    position integer not null,
    content jsonb not null,
    origin text not null check (origin in ('own','inherited')),
    state text not null default 'open' check (state in ('open','done','skipped','not_applicable')),
    reason text,
    due_at timestamptz,
    changed_by text,
    changed_by_name text,
    changed_at timestamptz,
    row_version bigint not null default 1,
    primary key (run_id, step_key)
  )`,
]

const RECORD = [
  `create table audit_event (
    id uuid not null,
    at timestamptz not null,
    world text not null,
    actor_kind text not null,
    actor text not null,
    actor_name text not null,
    action text not null,
    noun text not null,
    object_id text,
    unit_id uuid,
    tlp text,
    details jsonb not null default '{}',
    request_id text,
    content_digest text not null,
    primary key (id, at)
  ) partition by range (at)`,
  `create index audit_event_by_object on audit_event (noun, object_id, at desc)`,
  `create index audit_event_newest on audit_event (at desc, id desc)`,
  `create table outbox (
    id bigint generated always as identity primary key,
    topic text not null,
    aggregate text not null,
    aggregate_id text not null,
    aggregate_version bigint not null,
    idempotency_key text not null unique,
    payload jsonb not null default '{}',
    created_at timestamptz not null default now(),
    published_at timestamptz
  )`,
  `create index outbox_unpublished on outbox (id) where published_at is null`,
  `create table presence (
    user_id uuid not null references user_account (id),
    noun text not null,
    object_id uuid not null,
    seen_at timestamptz not null,
    primary key (user_id, noun, object_id)
  )`,
  `create table hub_setting (key text primary key, value jsonb not null, updated_at timestamptz not null default now())`,
  `create schema if not exists auth`,
]

const GUARDS = [
  `create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception '% is insert-only: write a correction instead', tg_table_name using errcode = 'insufficient_privilege';
  end $$`,
  ...['log_entry', 'audit_event'].flatMap((table) => [
    `create trigger ${table}_is_insert_only before update or delete on ${table}
       for each row execute function refuse_change()`,
    `create trigger ${table}_is_not_truncated before truncate on ${table}
       for each statement execute function refuse_change()`,
  ]),
  // Owned by the migrating role: the application role may ask for partitions but cannot create any other table.
  `create function ensure_partitions(from_at timestamptz, until_at timestamptz) returns integer
   language plpgsql security definer set search_path = public, pg_temp as $$
   declare
     parent text; month_start timestamptz; child text; made integer := 0;
   begin
     foreach parent in array array['item','narrative_item','audit_event'] loop
       month_start := date_trunc('month', from_at at time zone 'UTC') at time zone 'UTC';
       while month_start <= until_at loop
         child := parent || '_' || to_char(month_start at time zone 'UTC', 'YYYYMM');
         if to_regclass(child) is null then
           begin
             execute format('create table %I partition of %I for values from (%L) to (%L)',
               child, parent, month_start,
               ((month_start at time zone 'UTC') + interval '1 month') at time zone 'UTC');
             made := made + 1;
           exception when check_violation or duplicate_table or invalid_object_definition then null;
           end;
         end if;
         month_start := ((month_start at time zone 'UTC') + interval '1 month') at time zone 'UTC';
       end loop;
     end loop;
     return made;
   end $$`,
  `revoke all on function ensure_partitions(timestamptz, timestamptz) from public`,
  ...['item', 'narrative_item', 'audit_event'].map(
    (parent) => `create table ${parent}_default partition of ${parent} default`,
  ),
]

const STATEMENTS = [
  ...PEOPLE,
  ...COLLECTION,
  ...ITEMS,
  ...NARRATIVES,
  ...ALERTING,
  ...CASES,
  ...PLAYBOOKS,
  ...RECORD,
  ...GUARDS,
]
