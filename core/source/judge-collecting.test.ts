import { expect, test } from 'vitest'

import { COLLECTING_SILENT_MS, judgeCollecting } from './judge-collecting.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const long = new Date(NOW.getTime() - COLLECTING_SILENT_MS)
const lately = new Date(long.getTime() + 1)
const facts = { sources: 100, failed: 0, late: 0, lastGoodAt: long }

test.each([
  ['nothing was due', facts, false],
  ['two of many fail', { ...facts, failed: 2 }, false],
  ['three fail', { ...facts, failed: 3 }, true],
  ['some fail and some are late', { ...facts, failed: 1, late: 2 }, true],
  ['three fail, but one succeeded lately', { ...facts, failed: 3, lastGoodAt: lately }, false],
  ['the only source fails', { ...facts, sources: 1, failed: 1 }, true],
  ['nothing ever succeeded, and nothing was tried', { ...facts, lastGoodAt: null }, false],
  ['nothing ever succeeded', { ...facts, lastGoodAt: null, late: 5 }, true],
  ['there are no sources', { sources: 0, failed: 0, late: 0, lastGoodAt: null }, false],
])('%s: stopped %s', (_name, given, isStopped) => expect(judgeCollecting(given, NOW).isStopped).toBe(isStopped))

test('says since when', () => expect(judgeCollecting({ ...facts, failed: 9 }, NOW).since).toEqual(long))
