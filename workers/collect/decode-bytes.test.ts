import { describe, expect, test } from 'vitest'
import { decodeBytes } from './decode-bytes.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const utf16 = (text: string, isBigEndian: boolean) => {
  const bytes = Buffer.from(text, 'utf16le')
  return isBigEndian ? bytes.swap16() : bytes
}
const CYRILLIC_1251 = Buffer.from([
  0xcd, 0xee, 0xe2, 0xee, 0xf1, 0xf2, 0xe8, 0x20, 0xee, 0xe1, 0xeb, 0xe0, 0xf1, 0xf2, 0xe8,
])

describe('decodeBytes', () => {
  test('a byte order mark beats every label', () => {
    expect(decodeBytes(Buffer.from('\ufeffčaj'), 'text/xml; charset=iso-8859-1')).toMatchObject({
      text: 'čaj',
      from: 'bom',
    })
    expect(decodeBytes(utf16('\ufeff<a>čaj</a>', false), null).text).toBe('<a>čaj</a>')
    expect(decodeBytes(utf16('\ufeff<a>čaj</a>', true), null).text).toBe('<a>čaj</a>')
    expect(decodeBytes(utf16('<a>čaj</a>', true), null).text).toBe('<a>čaj</a>')
  })

  test('valid UTF-8 beats a wrong header and a wrong declaration', () => {
    expect(
      decodeBytes(
        Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>Café – čaj</a>'),
        'text/xml; charset=windows-1252',
      ).text,
    ).toContain('Café – čaj')
    expect(decodeBytes(Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>Привет</a>'), null).text).toContain(
      'Привет',
    )
  })

  test('the header beats the declaration, and both beat a guess', () => {
    const declared = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="koi8-r"?><a>'),
      CYRILLIC_1251,
      Buffer.from('</a>'),
    ])
    expect(decodeBytes(declared, 'application/xml; charset="windows-1251"')).toMatchObject({
      charset: 'windows-1251',
      from: 'http',
    })
    expect(decodeBytes(declared, null)).toMatchObject({ charset: 'koi8-r', from: 'declaration' })
  })

  test('latin-1 means windows-1252, as browsers hold it', () => {
    expect(
      decodeBytes(latin('<?xml version="1.0" encoding="iso-8859-1"?><a>\u0093x\u0094 \u0080</a>'), null).text,
    ).toContain('“x” €')
  })

  test('a label that the bytes contradict is passed over', () => {
    expect(
      decodeBytes(
        latin('<?xml version="1.0" encoding="utf-8"?><a>d\u00e9j\u00e0 vu, caf\u00e9 ferm\u00e9 \u00e0 No\u00ebl</a>'),
        'text/xml; charset=utf-8',
      ).text,
    ).toContain('déjà vu, café fermé à Noël')
  })

  test('one broken byte does not cost a UTF-8 document its letters', () => {
    const bytes = Buffer.concat([
      Buffer.from('<a>Привет, мир и все'),
      Buffer.from([0xff]),
      Buffer.from('остальные</a>'),
    ])
    expect(decodeBytes(bytes, null)).toMatchObject({ charset: 'utf-8', from: 'mostly-utf8' })
    expect(decodeBytes(bytes, null).text).toContain('Привет, мир')
  })

  test('unlabelled bytes are guessed from the text between tags', () => {
    const bytes = Buffer.concat([
      Buffer.from('<rss><channel><title>'),
      CYRILLIC_1251,
      Buffer.from(' '),
      CYRILLIC_1251,
      Buffer.from('</title></channel></rss>'),
    ])
    expect(decodeBytes(bytes, null)).toMatchObject({ charset: 'windows-1251', from: 'guess' })
  })

  test('unknown and empty labels, and no bytes at all, do no harm', () => {
    expect(decodeBytes(Buffer.from('<a>x</a>'), 'text/xml; charset=klingon').text).toBe('<a>x</a>')
    expect(decodeBytes(new Uint8Array(0), 'text/xml; charset=').text).toBe('')
  })
})
