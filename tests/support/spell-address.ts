/** IPv4 addresses that only machines inside a network have: loopback, private, link-local, shared, unspecified. */
const INSIDE = ['127.0.0.1', '10.1.2.3', '169.254.169.254', '192.168.0.1', '172.16.0.1', '100.100.100.200', '0.0.0.0']
const FULLWIDTH_ZERO = 0xff10

/** Every way to write an IPv4 address that some reader of URLs takes for it, as the host of a URL. */
function spellHost(address: string): string[] {
  const parts = address.split('.').map(Number)
  const [a = 0, b = 0, c = 0, d = 0] = parts
  const whole = parts.reduce((sum, part) => sum * 256 + part, 0)
  const hex = (part: number) => part.toString(16)
  const octal = (part: number) => `0${part.toString(8)}`
  const pad = (part: number) => hex(part).padStart(2, '0')
  const pair = `${hex(a * 256 + b)}:${hex(c * 256 + d)}`
  const fullwidth = address.replaceAll(/\d/g, (digit) => String.fromCodePoint(FULLWIDTH_ZERO + Number(digit)))
  return [
    address,
    `${address}.`,
    String(whole),
    `0x${hex(whole)}`,
    `0X${hex(whole).toUpperCase()}`,
    `0${whole.toString(8)}`,
    `000000${whole.toString(8)}`,
    parts.map(octal).join('.'),
    parts.map((part) => `000${octal(part)}`).join('.'),
    parts.map((part) => `0x${hex(part)}`).join('.'),
    parts.map((part) => `0x${pad(part)}`).join('.'),
    `0x${hex(a)}.${octal(b)}.${c}.${d}`,
    `${a}.0x${hex(b)}.${octal(c)}.${d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${a}.${b * 65_536 + c * 256 + d}`,
    `0x${hex(a)}.${b * 65_536 + c * 256 + d}`,
    `${octal(a)}.${b}.${c * 256 + d}`,
    fullwidth,
    address.replaceAll('.', '。'),
    address.replaceAll('.', '．'),
    address.replaceAll('.', '｡'),
    address.replaceAll('.', '%2e'),
    address.replace(/\d/, (digit) => `%3${digit}`),
    `\u00ad${address}`,
    `[::ffff:${address}]`,
    `[::ffff:${pair}]`,
    `[0:0:0:0:0:ffff:${address}]`,
    `[0000:0000:0000:0000:0000:FFFF:${pair}]`,
    `[::${address}]`,
    `[::${pair}]`,
    `[::ffff:0:${address}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b::${pair}]`,
    `[64:ff9b:1::${address}]`,
    `[2002:${pair}::]`,
    `[2002:${pair}::1]`,
    `[2001:0:${pair}::1]`,
    `[fe80::5efe:${address}]`,
    `user@${address}`,
    `example.org:80@${address}`,
    `example.org%2f@${address}`,
  ]
}

const NAMES = [
  'localhost',
  'localhost.',
  'LOCALHOST',
  'LocalHost',
  'a.localhost',
  'ｌｏｃａｌｈｏｓｔ',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  'loc%61lhost',
  'localhost.localdomain',
  'printer.local',
  'metadata.google.internal',
  'router.home.arpa',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000::0001]',
  '[::]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fec0::1]',
  '[ff02::1]',
  '[::1%25eth0]',
]
const OTHER_SCHEMES = [
  'file:///etc/passwd',
  'file://localhost/etc/passwd',
  'ftp://127.0.0.1/x',
  'gopher://127.0.0.1:70/_x',
  'data:application/rss+xml,<rss/>',
  'javascript:alert(1)',
  'dict://127.0.0.1:11211/stat',
  'unix:/var/run/docker.sock',
  'ws://127.0.0.1/',
  'blob:http://127.0.0.1/x',
]

/** More than 300 addresses that lead inside, however they are written; `port` is where somebody listens. */
export function spellInsideAddresses(port: number): string[] {
  const hosts = [...INSIDE.flatMap(spellHost), ...NAMES]
  const urls = hosts.map((host) => `http://${host}:${port}/secret`)
  const odd = [`http:\\\\127.0.0.1:${port}\\secret`, `//127.0.0.1:${port}/`, `https://127.1:${port}/`]
  return [...urls, ...odd, ...OTHER_SCHEMES]
}
