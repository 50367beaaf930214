import { type Kysely, sql } from 'kysely'

/** What has to go after its time, what is held back from it, and the record of each purge. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const HELD = `
  select 1 from legal_hold h
  where (h.state = 'in_force' or (h.state = 'placed' and h.placed_at > at - interval '7 days'))
    and case h.object_kind
      when 'item' then h.object_id = item
      when 'source' then h.object_id = source
        or exists (select 1 from item_sighting s where s.item_id = item and s.source_id = h.object_id)
      when 'profile' then exists (select 1 from watch_profile_source p where p.profile_id = h.object_id and p.source_id = source)
      when 'narrative' then h.object_id = narrative
        or exists (select 1 from narrative m where m.id = h.object_id and m.merged_into = narrative)
      when 'case' then exists (
        with recursive survivor (id) as (
          select h.object_id union select f.merged_into from case_file f join survivor s on f.id = s.id where f.merged_into is not null)
        select 1 from survivor join case_narrative c on c.case_id = survivor.id where c.narrative_id = narrative)
      end`

const EVIDENCE = `
  select 1 from case_narrative c join case_file f on f.id = c.case_id
  where c.narrative_id = narrative and (f.state not in ('closed','dismissed','merged')
    or coalesce(f.closed_at, f.updated_at) > at - make_interval(days => evidence_days))`

const STATEMENTS = [
  `create table legal_hold (
    id uuid primary key,
    object_kind text not null check (object_kind in ('narrative','case','source','profile','item')),
    object_id uuid not null,
    reason text not null,
    state text not null default 'placed' check (state in ('placed','in_force','refused','lifted')),
    placed_by text not null,
    placed_at timestamptz not null,
    decided_by text,
    decided_at timestamptz,
    lifted_by text,
    lifted_at timestamptz,
    ended_reason text,
    world text not null default 'live',
    tlp text not null default 'AMBER' check (tlp in ('RED','AMBER+STRICT','AMBER','GREEN','CLEAR')),
    owning_unit_id uuid references unit (id),
    row_version bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create unique index legal_hold_standing on legal_hold (world, object_kind, object_id) where state in ('placed','in_force')`,
  `create table purge_run (
    id uuid primary key,
    started_by text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    state text not null default 'running' check (state in ('running','finished','interrupted')),
    classes jsonb not null default '[]',
    partitions text[] not null default '{}',
    world text not null default 'live'
  )`,
  `create index purge_run_newest on purge_run (world, started_at desc)`,
  `alter table narrative add column items_deleted integer not null default 0, add column items_deleted_at timestamptz`,
  `alter table item_identity add column purged_at timestamptz, add column seen_at timestamptz`,
  `create index item_identity_purged on item_identity (purged_at) where purged_at is not null`,
  `alter table engine_shard add column checkpoint_wanted_at timestamptz`,
  `create index source_fetch_oldest on source_fetch (at)`,
  `create function item_keep_reason(item uuid, source uuid, narrative uuid, at timestamptz, evidence_days integer)
   returns text language sql stable as $$
     select case when exists (${HELD}) then 'hold' when exists (${EVIDENCE}) then 'evidence' end $$`,
  `create function drop_spent_partitions(until_at timestamptz) returns text[]
   language plpgsql security definer set search_path = public, pg_temp as $$
   declare
     spent record; is_used boolean; dropped text[] := '{}';
   begin
     set local lock_timeout = '2s';
     for spent in
       select c.relname as child, p.relname as parent
       from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
       where p.relname in ('item','narrative_item') and p.relnamespace = 'public'::regnamespace
         and c.relname ~ '^(item|narrative_item)_[0-9]{6}$'
         and (to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month') at time zone 'UTC' <= until_at
       order by c.relname
     loop
       begin
         execute format('lock table %I, %I in access exclusive mode', spent.parent, spent.child);
         execute format('select exists (select 1 from %I)', spent.child) into is_used;
         if not is_used then
           execute format('drop table %I', spent.child);
           dropped := dropped || spent.child::text;
         end if;
       exception when lock_not_available then null;
       end;
     end loop;
     return dropped;
   end $$`,
  `revoke all on function drop_spent_partitions(timestamptz) from public`,
]
