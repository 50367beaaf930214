import { statfs } from 'node:fs/promises'

import { type HealthCheck, listHealthChecks } from '@hub/db/health/list-health-checks.ts'
import { listSetupChecks } from '@hub/db/health/list-setup-checks.ts'

import { listRefusedHubs } from '@hub/db/websub/refuse-push.ts'
import { callbackBase } from '@hub/workers/websub/callback-base.ts'

import { checkModel } from './check-model.ts'
import type { CommandContext } from './commands/command-context.ts'
import { hubVersion } from './version.ts'

const DISK_LOW_BYTES = 2 * 1024 ** 3

export type Check = HealthCheck

/**
 * Everything `doctor` looks at: what the tables say, how the database is set up, push of news, the language model, and room
 * on the disk.
 */
export async function runChecks({ env, database, db, by }: CommandContext): Promise<Check[]> {
  return [
    ...(await listHealthChecks(db, by.actor.world, by.now)),
    ...(await listSetupChecks(db, by.now)),
    sayWebsub(env.publicUrl, await listRefusedHubs(db, by.actor.world)),
    await checkModel(env.model, hubVersion()),
    ...(database.isEmbedded ? [await checkDisk(env.dataDir)] : []),
  ]
}

/** Never a fault: without pushes every feed is fetched by its own rhythm. */
function sayWebsub(publicUrl: string, refused: readonly string[]): Check {
  return {
    name: 'Push of news (WebSub)',
    ok: true,
    says:
      callbackBase(publicUrl) === null
        ? 'Off: it needs a public https: address in HUB_PUBLIC_URL. Nothing is missed: feeds are fetched by their rhythm.'
        : ['On: feeds that name a hub are subscribed to, and fetched when it pushes.', ...sayRefused(refused)].join(
            ' ',
          ),
  }
}

function sayRefused(hubs: readonly string[]): string[] {
  if (hubs.length === 0) return []
  return [
    `Pushes signed with SHA-1 are ignored, those of ${hubs.join(', ')}: their feeds are fetched by their rhythm. Ask the hub to sign with SHA-256.`,
  ]
}

async function checkDisk(folder: string): Promise<Check> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const gigabytes = (free / 1024 ** 3).toFixed(1)
  const ok = free >= DISK_LOW_BYTES
  return {
    name: 'Disk',
    ok,
    says: ok
      ? `${gigabytes} GB free.`
      : `Only ${gigabytes} GB free for ${folder}. Make room: a full disk stops all writing.`,
  }
}
