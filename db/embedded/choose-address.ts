import { createServer } from 'node:net'
import { join } from 'node:path'

// The kernel's limit for a socket's path, with the closing zero byte.
const SOCKET_PATH_BYTES = 108

/** Only part of the socket's file name. */
export const SOCKET_PORT = 5432

/** Where the server listens: a socket folder, or a port on the loopback address. */
export interface ServerAddress {
  /** A folder (Unix socket) or 127.0.0.1. */
  host: string
  port: number
}

/** The data folder's own socket, or a free loopback port where its path is too long for one. */
export async function chooseAddress(dataDir: string): Promise<ServerAddress> {
  const address = { host: dataDir, port: SOCKET_PORT }
  return Buffer.byteLength(socketPath(address)) < SOCKET_PATH_BYTES
    ? address
    : { host: '127.0.0.1', port: await freePort() }
}

/** True when clients reach the server through a socket file. */
export function isSocketAddress(address: ServerAddress): boolean {
  return address.host.startsWith('/')
}

/** The socket file of a socket address. */
export function socketPath(address: ServerAddress): string {
  return join(address.host, `.s.PGSQL.${address.port}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address()
      server.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0))
    })
  })
}
