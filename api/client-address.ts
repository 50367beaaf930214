import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

import type { HubEnv } from './hub-env.ts'

const LOCAL = '127.0.0.1'
const LOOPBACK = [LOCAL, '::1', '::ffff:127.0.0.1']

/**
 * The address a request came from, for limiting attempts. A proxy on this machine is believed about the address it adds
 * last; any other sender's claims are not.
 */
export function clientAddress(c: Context<HubEnv>): string {
  const direct = directAddress(c)
  if (!LOOPBACK.includes(direct)) return direct
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  return forwarded || direct
}

function directAddress(c: Context<HubEnv>): string {
  try {
    return getConnInfo(c).remote.address ?? LOCAL
  } catch {
    // A request that was never on a socket has no address: it comes from this process.
    return LOCAL
  }
}
