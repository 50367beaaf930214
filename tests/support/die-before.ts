import pg from 'pg'

/** Lets this process die by SIGKILL just before the nth statement (from 1) that contains the text, or just after it was sent. */
export function dieBefore(statement: string, nth: number, isSent = false): void {
  let seen = 0
  const die = () => process.kill(process.pid, 'SIGKILL')
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
        // A statement is on its way once the socket has had a turn; whether it takes effect is the server's to say.
        if (seen === nth && isSent) setTimeout(die, 1)
        else if (seen === nth) die()
      }
      return Reflect.apply(query, client, args)
    },
  })
}
