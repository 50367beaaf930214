import pg from 'pg'

/** How many statements this process asks of any database while `work` runs. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  let asked = 0
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = new Proxy(query, {
    apply(target, client, args: unknown[]) {
      asked += 1
      return Reflect.apply(target, client, args)
    },
  })
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return asked
}
