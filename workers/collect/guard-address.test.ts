import { describe, expect, test } from 'vitest'
import { EMPTY_ALLOW_LIST, parseAllowList } from '@hub/core/source/allow-list.ts'
import { guardAddress, guardUrl } from './guard-address.ts'

const V4_INSIDE = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.254',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.168.0.1',
  '192.168.255.255',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
]
const V6_INSIDE = [
  '::',
  '::1',
  '::2',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2001:2::1',
  '2002:7f00:1::',
  '2002:a00:1::',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'febf::1',
  'fec0::1',
  'ff02::1',
  '4000::1',
  '5f00::1',
  '8000::1',
]
const OUTSIDE = [
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '100.63.255.255',
  '172.15.0.1',
  '172.32.0.1',
  '192.167.1.1',
  '223.255.255.1',
  '2606:4700::1111',
  '2a00:1450:4001::1',
  '::ffff:8.8.8.8',
]

describe('guardAddress', () => {
  test.each([...V4_INSIDE, ...V6_INSIDE])('%s is inside', (address) =>
    expect(guardAddress(address, 'host.example', EMPTY_ALLOW_LIST).isAllowed).toBe(false),
  )
  test.each(OUTSIDE)('%s is outside', (address) =>
    expect(guardAddress(address, 'host.example', EMPTY_ALLOW_LIST).isAllowed).toBe(true),
  )
  test.each(['', 'localhost', '127.1', 'not an address', '::g'])('%j is no address', (address) =>
    expect(guardAddress(address, 'h', EMPTY_ALLOW_LIST).isAllowed).toBe(false),
  )

  test('an operator may list an address, a range or a host', () => {
    const { allowList } = parseAllowList('10.1.0.0/16,127.0.0.1,feeds.intranet.example')
    expect(guardAddress('10.1.2.3', 'x.example', allowList).isAllowed).toBe(true)
    expect(guardAddress('::ffff:10.1.2.3', 'x.example', allowList).isAllowed).toBe(true)
    expect(guardAddress('10.2.0.1', 'x.example', allowList).isAllowed).toBe(false)
    expect(guardAddress('192.168.4.4', 'feeds.intranet.example', allowList).isAllowed).toBe(true)
    expect(guardAddress('192.168.4.4', 'other.example', allowList).isAllowed).toBe(false)
  })

  test('says where a name leads', () => {
    const verdict = guardAddress('10.0.0.8', 'news.example', EMPTY_ALLOW_LIST)
    expect(verdict.isAllowed ? '' : verdict.reason).toBe(
      'news.example leads to 10.0.0.8, a private or reserved address (private).',
    )
  })
})

/** Every way to write 127.0.0.1, 10.0.0.1 or 169.254.169.254 that a URL parser turns into an address. */
const SPELLINGS = [
  'http://127.0.0.1/',
  'http://127.0.0.1:8080/',
  'http://127.1/',
  'http://127.0.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.0.0.1/',
  'http://0177.0.0.1/',
  'http://017700000001/',
  'http://0x7F.1/',
  'http://127.0.0.1./',
  'http://①②⑦.0.0.1/',
  'http://127。0。0。1/',
  'http://%31%32%37.0.0.1/',
  'http://[::1]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::127.0.0.1]/',
  'http://0/',
  'http://0.0.0.0/',
  'http://[::]/',
  'http://10.1/',
  'http://167772161/',
  'http://0xA000001/',
  'http://012.0.0.1/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[fe80::1]/',
  'http://[fd00::1]/',
  'http://192.168.1.1/',
  'http://localhost/',
  'http://LOCALHOST:80/',
  'http://localhost./',
  'http://a.localhost/',
  'http://printer.local/',
  'http://metadata.google.internal/',
  'http://router.home.arpa/',
  'http://user@127.0.0.1/',
  'https://127.0.0.1/',
]

describe('guardUrl', () => {
  test.each(SPELLINGS)('%s is refused', (spelling) =>
    expect(guardUrl(new URL(spelling), EMPTY_ALLOW_LIST).isAllowed).toBe(false),
  )

  test.each([
    'ftp://a.example/',
    'file:///etc/passwd',
    'data:text/xml,x',
    'gopher://a.example/',
    'javascript:1',
    'blob:https://a.example/1',
  ])('%s is no web address', (address) => expect(guardUrl(new URL(address), EMPTY_ALLOW_LIST).isAllowed).toBe(false))

  test.each([
    'https://news.example/',
    'http://8.8.8.8/',
    'http://[2606:4700::1111]/',
    'http://localhost.example/',
    'http://10.0.0.1.example/',
  ])('%s may be tried', (address) => expect(guardUrl(new URL(address), EMPTY_ALLOW_LIST).isAllowed).toBe(true))

  test('the allow-list opens exactly what it names', () => {
    const { allowList } = parseAllowList('localhost,127.0.0.1')
    expect(guardUrl(new URL('http://localhost:1/'), allowList).isAllowed).toBe(true)
    expect(guardUrl(new URL('http://2130706433/'), allowList).isAllowed).toBe(true)
    expect(guardUrl(new URL('http://127.0.0.2/'), allowList).isAllowed).toBe(false)
    expect(guardUrl(new URL('http://a.localhost/'), allowList).isAllowed).toBe(false)
  })
})
