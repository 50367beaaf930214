// A process to be killed: starts the embedded server on a folder and commits numbers, printing each one only after the
// server acknowledged it. Used by the crash tests of db/embedded.
import { startEmbedded } from '@hub/db/embedded/start-embedded.ts'
import pg from 'pg'

const WRITERS = 4
const [dataDir = '', firstId = '1'] = process.argv.slice(2)

const server = await startEmbedded({ dataDir, onProgress: (words) => process.stderr.write(`${words}\n`) })
const pool = new pg.Pool({ ...server.owner, max: WRITERS })
pool.on('error', () => undefined)
await pool.query('CREATE TABLE IF NOT EXISTS acknowledged (id int PRIMARY KEY)')
process.stdout.write(`postmaster ${server.postmasterPid()}\n`)

let nextId = Number(firstId)

async function write(): Promise<never> {
  for (;;) {
    const id = nextId++
    try {
      await pool.query('INSERT INTO acknowledged (id) VALUES ($1)', [id])
      process.stdout.write(`${id}\n`)
    } catch {
      // Not acknowledged, so nothing was promised; the server may be coming back.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

await Promise.all(Array.from({ length: WRITERS }, write))
