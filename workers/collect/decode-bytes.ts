import { isUtf8 } from 'node:buffer'
import chardet from 'chardet'

/** How the encoding was found, strongest first; kept for the fetch log. */
export type CharsetSource = 'bom' | 'utf8' | 'http' | 'declaration' | 'mostly-utf8' | 'guess' | 'fallback'
export type DecodedText = { text: string; charset: string; from: CharsetSource }

const GUESS_BYTES = 64 * 1024
const HEAD_BYTES = 1024

/**
 * Turns the bytes of a feed into text. Order of trust: byte order mark, valid UTF-8 with non-ASCII, the HTTP header, the
 * XML declaration, mostly-valid UTF-8, a statistical guess on the tag-stripped text, windows-1252. A declared encoding
 * that the bytes contradict is passed over. Never throws.
 */
export function decodeBytes(bytes: Uint8Array, contentType: string | null): DecodedText {
  const marked = decodeMarked(bytes)
  if (marked !== null) return marked
  if (isUtf8(bytes)) {
    const declared = declaredCharset(bytes)
    if (!isAsciiEscape(declared) || !bytes.includes(0x1b))
      return { text: decodeAs('utf-8', bytes), charset: 'utf-8', from: 'utf8' }
  }
  for (const [label, from] of [
    [httpCharset(contentType), 'http'],
    [declaredCharset(bytes), 'declaration'],
  ] as const) {
    const decoder = label === null ? null : openDecoder(label)
    // Bytes that are not UTF-8 arrive here, so a UTF-8 label is a mistake unless only a few bytes are broken.
    if (decoder === null || decoder.encoding === 'utf-8' || decoder.encoding.startsWith('utf-16')) continue
    const text = decoder.decode(bytes)
    if (!isMostlyBroken(text)) return { text, charset: decoder.encoding, from }
  }
  const lenient = decodeAs('utf-8', bytes)
  if (isMostlyUtf8(lenient)) return { text: lenient, charset: 'utf-8', from: 'mostly-utf8' }
  return decodeGuessed(bytes)
}

function decodeMarked(bytes: Uint8Array): DecodedText | null {
  const [first, second, third, fourth] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return { text: decodeAs('utf-8', bytes), charset: 'utf-8', from: 'bom' }
  if (first === 0xff && second === 0xfe && !(third === 0 && fourth === 0))
    return { text: decodeAs('utf-16le', bytes), charset: 'utf-16le', from: 'bom' }
  if (first === 0xfe && second === 0xff) return { text: decodeAs('utf-16be', bytes), charset: 'utf-16be', from: 'bom' }
  if (first === 0xff && second === 0xfe)
    return { text: decodeUtf32(bytes.subarray(4), true), charset: 'utf-32le', from: 'bom' }
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff)
    return { text: decodeUtf32(bytes.subarray(4), false), charset: 'utf-32be', from: 'bom' }
  if (first === 0x3c && second === 0 && third === 0 && fourth === 0)
    return { text: decodeUtf32(bytes, true), charset: 'utf-32le', from: 'bom' }
  if (first === 0 && second === 0 && third === 0 && fourth === 0x3c)
    return { text: decodeUtf32(bytes, false), charset: 'utf-32be', from: 'bom' }
  if (first === 0x3c && second === 0 && third !== 0 && fourth === 0)
    return { text: decodeAs('utf-16le', bytes), charset: 'utf-16le', from: 'bom' }
  if (first === 0 && second === 0x3c && third === 0 && fourth !== 0)
    return { text: decodeAs('utf-16be', bytes), charset: 'utf-16be', from: 'bom' }
  return null
}

function decodeUtf32(bytes: Uint8Array, isLittleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: string[] = []
  for (let offset = 0; offset + 4 <= bytes.byteLength; offset += 4) {
    const point = view.getUint32(offset, isLittleEndian)
    chunks.push(point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : '\ufffd')
  }
  return chunks.join('')
}

function decodeGuessed(bytes: Uint8Array): DecodedText {
  const label = chardet.detect(withoutTags(bytes.subarray(0, GUESS_BYTES)))
  const decoder = label === null ? null : openDecoder(label)
  if (decoder !== null && decoder.encoding !== 'utf-8' && !decoder.encoding.startsWith('utf-16')) {
    const text = decoder.decode(bytes)
    if (!isMostlyBroken(text)) return { text, charset: decoder.encoding, from: 'guess' }
  }
  return { text: decodeAs('windows-1252', bytes), charset: 'windows-1252', from: 'fallback' }
}

/** Mark-up is ASCII and drowns the letters a guess needs; only what stands between tags is kept. */
function withoutTags(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length)
  let length = 0
  let isInTag = false
  for (const byte of bytes) {
    if (byte === 0x3c) isInTag = true
    else if (byte === 0x3e) isInTag = false
    else if (!isInTag) {
      kept[length] = byte
      length += 1
    }
  }
  return kept.subarray(0, length)
}

function httpCharset(contentType: string | null): string | null {
  return /charset\s*=\s*["']?([^\s"';,]+)/i.exec(contentType ?? '')?.[1] ?? null
}

function declaredCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES)).toString('latin1')
  return (
    /<\?xml[^>]*?\bencoding\s*=\s*["']\s*([^"'\s]+)/i.exec(head)?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ??
    null
  )
}

/** ISO-2022 text is pure ASCII bytes with escape sequences, so it passes for valid UTF-8. */
function isAsciiEscape(label: string | null): boolean {
  return label !== null && /^iso-2022|^hz-gb/i.test(label)
}

function openDecoder(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(LABEL_FIXES[label.toLowerCase()] ?? label)
  } catch {
    return null
  }
}

/** Names that feeds use and the encoding standard does not know. */
const LABEL_FIXES: Record<string, string> = {
  'windows-31j': 'shift_jis',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  cp936: 'gbk',
  ms936: 'gbk',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  cp950: 'big5',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1252: 'windows-1252',
  win1251: 'windows-1251',
  'win-1251': 'windows-1251',
  latin1: 'windows-1252',
  'big5-hkscs': 'big5',
  euc_kr: 'euc-kr',
  euc_jp: 'euc-jp',
  iso8859_1: 'windows-1252',
  'iso-8859-1-windows-1252': 'windows-1252',
  koi8: 'koi8-r',
  'mac-roman': 'macintosh',
  tis620: 'windows-874',
  gb_2312: 'gbk',
  'x-gbk': 'gbk',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  sjis: 'shift_jis',
}

function decodeAs(label: string, bytes: Uint8Array): string {
  return new TextDecoder(label).decode(bytes)
}

function isMostlyUtf8(lenient: string): boolean {
  const broken = countReplacements(lenient)
  const good = lenient.match(/[\u0080-\ufffc]/g)?.length ?? 0
  return good > 0 && good >= broken * 3
}

function isMostlyBroken(text: string): boolean {
  return countReplacements(text) > Math.max(2, text.length * 0.02)
}

function countReplacements(text: string): number {
  let count = 0
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) count += 1
  return count
}
