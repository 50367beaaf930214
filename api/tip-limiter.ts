import { createHmac, randomBytes } from 'node:crypto'

import { type RateWindow, takeFromWindow } from '@hub/core/access/rate-window.ts'

/** Tips that one address may send within an hour. */
export const TIPS_AN_ADDRESS = 6
const LIMIT = { requests: TIPS_AN_ADDRESS, windowMs: 3_600_000 }
const KEY_LASTS_MS = 24 * 3_600_000
/** Addresses remembered at most; past that nobody new may send until windows have passed. */
const ADDRESSES_MAX = 20_000

export type TipLimiter = {
  /** Counts one tip of an address. Milliseconds to wait when it is one too many, else null. */
  take(address: string, now: Date): number | null
}

/**
 * Counts tips by address without keeping an address: in memory alone, under a hash whose key is random and thrown away
 * every day. Of an IPv6 address the network counts, since one household holds billions.
 */
export function createTipLimiter(): TipLimiter {
  let key = randomBytes(32)
  let keyMadeAtMs = 0
  const windows = new Map<string, RateWindow>()
  return {
    take(address, now) {
      const nowMs = now.getTime()
      if (nowMs - keyMadeAtMs >= KEY_LASTS_MS) {
        key = randomBytes(32)
        keyMadeAtMs = nowMs
        windows.clear()
      }
      const hash = createHmac('sha256', key).update(networkOf(address)).digest('base64')
      if (windows.size >= ADDRESSES_MAX && !windows.has(hash)) forgetPast(windows, nowMs)
      if (windows.size >= ADDRESSES_MAX && !windows.has(hash)) return LIMIT.windowMs
      const verdict = takeFromWindow(windows.get(hash) ?? null, LIMIT, now)
      if (verdict.kind === 'full') return verdict.retryAfterMs
      windows.set(hash, verdict.window)
      return null
    },
  }
}

function forgetPast(windows: Map<string, RateWindow>, nowMs: number): void {
  for (const [hash, { startedAt }] of windows) if (startedAt.getTime() + LIMIT.windowMs <= nowMs) windows.delete(hash)
}

function networkOf(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!bare.includes(':')) return bare
  const [head = '', tail = ''] = bare.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const missing = bare.includes('::') ? 8 - groups.length - tail.split(':').filter((group) => group !== '').length : 0
  return [...groups, ...Array.from({ length: missing }, () => '0')].slice(0, 4).join(':')
}
