import { describe, expect, test } from 'vitest'
import { findAllowedAddress, findAllowedHost, parseAllowList } from './allow-list.ts'

describe('parseAllowList', () => {
  test('reads hosts, addresses and ranges with their own interval and gap', () => {
    const { allowList, faults } = parseAllowList(
      ' 127.0.0.1;interval=5s;gap=0, 10.0.0.0/8 ,Feeds.Example.org;interval=1m,[::1];gap=500ms,,fd00::/8',
    )
    expect(faults).toEqual([])
    expect(findAllowedHost(allowList, '127.0.0.1')).toMatchObject({ pattern: '127.0.0.1', intervalMs: 5000, gapMs: 0 })
    expect(findAllowedAddress(allowList, '10.200.3.4')).toMatchObject({
      pattern: '10.0.0.0/8',
      intervalMs: null,
      gapMs: null,
    })
    expect(findAllowedHost(allowList, 'FEEDS.example.org.')).toMatchObject({ intervalMs: 60_000 })
    expect(findAllowedHost(allowList, '[::1]')).toMatchObject({ gapMs: 500 })
    expect(findAllowedAddress(allowList, 'fd12::1')).toBeDefined()
    expect(findAllowedAddress(allowList, '::ffff:10.1.1.1')).toBeDefined()
  })

  test('allows nothing beside what is listed', () => {
    const { allowList } = parseAllowList('127.0.0.1,feeds.example.org')
    const others = ['127.0.0.2', 'localhost', 'evil.feeds.example.org', 'example.org', '::1', '']
    expect(others.filter((host) => findAllowedHost(allowList, host) !== undefined)).toEqual([])
    expect(findAllowedAddress(parseAllowList('').allowList, '127.0.0.1')).toBeUndefined()
  })

  test('names every fault in plain words and keeps the rest', () => {
    const { allowList, faults } = parseAllowList(
      'http://a.example/,10.0.0.0/40,a.example;interval=soon,b.example;speed=9,c.example;interval=10ms,;gap=1s,d.example',
    )
    expect(faults).toHaveLength(6)
    expect(faults.join('\n')).toContain(
      '"a.example;interval=soon": "soon" is no duration; write it like 500ms, 5s, 2m, 1h or 0.',
    )
    expect(allowList.entries.map((entry) => entry.pattern)).toEqual(['d.example'])
  })
})
