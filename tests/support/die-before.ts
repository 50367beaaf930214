import pg from 'pg'

/** Lets this process die by SIGKILL just before the nth statement (from 1) that contains the text. */
export function dieBefore(statement: string, nth: number): void {
  let seen = 0
  pg.Client.prototype.query = new Proxy(pg.Client.prototype.query, {
    apply(query, client, args: unknown[]) {
      const [asked] = args
      const text =
        typeof asked === 'string'
          ? asked
          : typeof asked === 'object' && asked !== null && 'text' in asked
            ? String(asked.text)
            : ''
      if (text.includes(statement)) {
        seen += 1
        if (seen === nth) process.kill(process.pid, 'SIGKILL')
      }
      return Reflect.apply(query, client, args)
    },
  })
}
