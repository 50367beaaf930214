import type { Db } from '@hub/db/connect.ts'

/**
 * Everything the pipeline decided, without ids and times: equal for two runs that stored, placed, raised, routed and told
 * the same. Narratives are named by the addresses of their items, people by their e-mail, units by their slug.
 */
export async function describeState(db: Db) {
  const items = await db
    .selectFrom('item')
    .innerJoin('source', 'source.id', 'item.sourceId')
    .select(['item.id', 'item.url', 'item.title', 'source.title as source'])
    .orderBy('item.url')
    .execute()
  const urlOf = new Map(items.map(({ id, url }) => [id as string, pathOf(url)]))
  const assignments = await db.selectFrom('itemAssignment').selectAll().orderBy('shardSeq').execute()
  const membersOf = new Map<string, string[]>()
  for (const { itemId, narrativeId } of assignments)
    membersOf.set(narrativeId, [...(membersOf.get(narrativeId) ?? []), urlOf.get(itemId) ?? 'missing'])
  const nameOf = (narrativeId: string) => (membersOf.get(narrativeId) ?? []).toSorted().join(' ')
  const narratives = await db.selectFrom('narrative').selectAll().where('state', '<>', 'merged').execute()
  const hours = await db.selectFrom('narrativeHour').selectAll().execute()
  const signals = await db.selectFrom('signal').selectAll().execute()
  const deliveries = await db
    .selectFrom('delivery')
    .innerJoin('unit', 'unit.id', 'delivery.unitId')
    .selectAll('delivery')
    .select('unit.slug')
    .execute()
  const attempts = await db
    .selectFrom('deliveryAttempt')
    .leftJoin('userAccount', 'userAccount.id', 'deliveryAttempt.userId')
    .select(['deliveryId', 'level', 'email', 'outcome'])
    .execute()
  return {
    items: items.map(({ url, title, source }) => `${pathOf(url)} ${title} ${pathOf(source)}`),
    identities: (await db.selectFrom('itemIdentity').select('key').execute()).length,
    sightings: (await db.selectFrom('itemSighting').select('itemId').execute()).length,
    pending: (await db.selectFrom('itemPending').select('itemId').execute()).length,
    sequence: assignments.map(({ shard, shardSeq }) => `${shard} ${shardSeq}`),
    narratives: narratives
      .map(({ id, state, itemCount, publisherCount, languages }) => ({
        name: nameOf(id),
        state,
        itemCount,
        publisherCount,
        languages,
        hours: sum(hours.filter((hour) => hour.narrativeId === id).map((hour) => hour.itemCount)),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    signals: signals
      .map(
        ({ narrativeId, kind, severity, publisherIds }) =>
          `${kind} ${severity} ${publisherIds.length} ${nameOf(narrativeId)}`,
      )
      .toSorted(),
    alerts: (await db.selectFrom('alert').select(['state', 'severity']).execute())
      .map(({ state, severity }) => `${state} ${severity}`)
      .toSorted(),
    deliveries: deliveries
      .map(({ id, slug, severity, state, escalationLevel, matchedRules }) => ({
        to: slug,
        severity,
        state,
        escalationLevel,
        rules: matchedRules.map(({ title }) => title),
        attempts: attempts
          .filter(({ deliveryId }) => deliveryId === id)
          .map(({ level, email, outcome }) => `${level} ${email} ${outcome}`)
          .toSorted(),
      }))
      .toSorted((a, b) => a.to.localeCompare(b.to)),
  }
}

/** Two servers differ in their port only. */
function pathOf(url: string | null): string {
  return url !== null && URL.canParse(url) ? new URL(url).pathname : (url ?? 'none')
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
