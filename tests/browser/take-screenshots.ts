// Takes the pictures of the README from a hub of its own, fed with invented news: npm run screenshots
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { openWindow } from '../support/browser.ts'
import { feedHub } from '../support/browser-fed-hub.ts'
import { PRESS } from '../support/browser-news.ts'
import { startStage } from '../support/browser-stage.ts'

const FOLDER = fileURLToPath(new URL('../../docs/screenshots', import.meta.url))

const stage = await startStage(PRESS)
try {
  const { signedIn, caseId } = await feedHub(stage)
  await mkdir(FOLDER, { recursive: true })
  const { page, open } = await openWindow(stage.browser, stage.hub.url, {
    storageState: signedIn,
    viewport: { width: 1280, height: 650 },
  })
  const pictures = { situation: '/', triage: '/triage', case: `/cases/${caseId}` }
  for (const [name, path] of Object.entries(pictures)) {
    await open(path)
    await page.screenshot({ path: join(FOLDER, `${name}.png`) })
    process.stdout.write(`docs/screenshots/${name}.png\n`)
  }
} finally {
  await stage.stop()
}
