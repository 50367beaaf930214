import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'

import type { Browser } from 'playwright-core'

import { openBrowser, openWindow, type SignedIn } from './browser.ts'
import { type Publishers, startPublishers } from './browser-publishers.ts'
import { findFreePort, type HubProcess, startHubProcess } from './hub-process.ts'

/** A hub of its own on a new data folder, publishers on loopback that it may read each second, and a browser. */
export type Stage = {
  /** Another process in its place, once a test has stopped and started it. */
  hub: HubProcess
  /** The environment the hub runs with; the operator's commands need the same. */
  settings: Record<string, string>
  publishers: Publishers
  browser: Browser
  stop(): Promise<void>
}

/** Starts a stage; what was started is stopped again when a later part fails. `more` are further settings of the hub. */
export async function startStage(publisherNames: readonly string[], more: Record<string, string> = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-browser-'))
  const stops: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })]
  const stop = async () => {
    for (const close of stops.splice(0).toReversed()) await close()
  }
  try {
    const publishers = await startPublishers(publisherNames)
    stops.push(() => publishers.stop())
    const settings = {
      HUB_DATA_DIR: join(folder, 'data'),
      PORT: String(await findFreePort()),
      HUB_ALLOW_HOSTS: '127.0.0.1;interval=1s;gap=0',
      ...more,
    }
    const browser = await openBrowser()
    stops.push(() => browser.close())
    const hub = await startHubProcess(settings)
    const stage = { hub, settings, publishers, browser, stop }
    stops.push(() => stage.hub.stop())
    return stage
  } catch (error) {
    await stop()
    throw error
  }
}

/** Opens a one-time link; windows opened with what comes back are signed in as its person. */
export async function signInByLink({ browser, hub }: Pick<Stage, 'browser' | 'hub'>, link: string): Promise<SignedIn> {
  const window = await openWindow(browser, hub.url)
  await window.open(link)
  const signedIn = await window.page.context().storageState()
  await window.close()
  return signedIn
}

/** Asks again until the answer is there; `what` names it when it does not come in time. */
export async function until<Found>(
  what: string,
  find: () => Promise<Found | undefined>,
  withinMs = 45_000,
): Promise<Found> {
  const deadlineMs = performance.now() + withinMs
  for (;;) {
    const found = await find()
    if (found !== undefined) return found
    if (performance.now() > deadlineMs) throw new Error(`${what} did not come within ${withinMs / 1000} s.`)
    await after(150)
  }
}
