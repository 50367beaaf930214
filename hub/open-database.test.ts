import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { readEnv } from '@hub/config/env.ts'
import { prepareDataFolder } from '@hub/db/embedded/data-folder.ts'
import { lockDataFolder } from '@hub/db/embedded/lock-data-folder.ts'

import { openDatabase } from './open-database.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-open-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a command waits for a hub that holds the folder and whose database does not answer yet', async () => {
  const dataDir = prepareDataFolder(join(folder, 'data'))
  const starting = await lockDataFolder(dataDir)
  const told: string[] = []
  const reading = readEnv({ HUB_DATA_DIR: dataDir })
  if (!reading.ok) throw new Error(reading.faults.join(' '))
  const database = await openDatabase(reading.env, {
    mayJoin: true,
    onProgress: (words) => {
      told.push(words)
      if (words.startsWith('Waiting')) starting.release()
    },
  })
  expect([told[0], database.isShared]).toEqual([
    'Waiting for the hub that is starting or stopping on this data folder …',
    false,
  ])
  await database.close()
})
