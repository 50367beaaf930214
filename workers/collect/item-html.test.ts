import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { htmlToText } from './html-to-text.ts'
import { narrowBase, resolveUrl } from './resolve-url.ts'
import { sanitiseHtml } from './sanitise-html.ts'

describe('htmlToText', () => {
  test.each([
    ['It is <b>not</b> true that <a href="x">X</a> did Y.', 'It is not true that X did Y.'],
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['<ul><li>a</li><li>b</li></ul>', 'a\nb'],
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>', '1 2\n3'],
    ['x<script>alert(1)</script><style>p{}</style>y', 'xy'],
    ['a &amp; b &lt;c&gt; &nbsp; &eacute;', 'a & b <c> é'],
    ['plain &amp; simple', 'plain & simple'],
    ['  <p>  spaces \n\n and <i> more </i></p> ', 'spaces and more'],
    ['5 < 8 and 9 > 3', '5 < 8 and 9 > 3'],
    ['<p>unclosed <b>tags', 'unclosed tags'],
    ['', ''],
  ])('%j → %j', (html, text) => expect(htmlToText(html)).toBe(text))
})

const BASE = 'https://site.example/blog/'

describe('sanitiseHtml', () => {
  test.each([
    ['<p onclick="x()" style="color:red" class="c">ok</p>', '<p>ok</p>'],
    ['<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    ['<a href=" java\nscript:alert(1)">a</a>', '<a>a</a>'],
    ['<a href="data:text/html,x">a</a>', '<a>a</a>'],
    [
      '<a href="../x?a=1&amp;b=2">a</a>',
      '<a href="https://site.example/x?a=1&amp;b=2" rel="noopener noreferrer nofollow">a</a>',
    ],
    [
      '<a href="mailto:a@b.example" target="_top">m</a>',
      '<a href="mailto:a@b.example" rel="noopener noreferrer nofollow">m</a>',
    ],
    ['<img src=x onerror=alert(1)><iframe src="//e"></iframe><video></video><form><input></form>', ''],
    ['<svg><script>alert(1)</script></svg>ok', 'ok'],
    ['1 < 2 & 3', '1 &lt; 2 &amp; 3'],
    ['plain &eacute; "quoted"', 'plain é &quot;quoted&quot;'],
  ])('%j → %j', (html, expected) => expect(sanitiseHtml(html, BASE)).toBe(expected))

  test('nothing that runs or loads comes out, whatever goes in', () => {
    const part = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '`',
      '=',
      ' ',
      '/',
      '<script',
      '<img src=',
      'onerror=alert(1)',
      '<svg onload=',
      '<a href=',
      'javascript:',
      '&#106;avascript:',
      '<style>',
      '</style>',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<math>',
      '<template>',
      '<noscript>',
      '<xmp>',
      '<iframe srcdoc=',
      '<p ',
      '</p>',
      '<textarea>',
      '\u0000',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
        const html = sanitiseHtml(parts.join(''), BASE)
        expect(html).not.toMatch(/<(?:script|img|svg|style|iframe|template|math|noscript|xmp|textarea)/i)
        expect(html).not.toMatch(/<[^>]+\son\w+\s*=/i)
        expect(html).not.toMatch(/href="(?!https?:|mailto:)/i)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('resolveUrl', () => {
  test.each([
    ['/a', BASE, 'https://site.example/a'],
    ['a?b#c', BASE, 'https://site.example/blog/a?b#c'],
    ['//other.example/x', BASE, 'https://other.example/x'],
    ['http://a.example/ü x', null, 'http://a.example/%C3%BC%20x'],
    ['/a', null, null],
    ['javascript:1', BASE, null],
    ['tag:x,2026:1', BASE, null],
    ['http://[bad', BASE, null],
    ['  ', BASE, null],
    [null, BASE, null],
  ])('%j against %j → %j', (raw, base, expected) => expect(resolveUrl(raw, base)).toBe(expected))

  test('bases narrow step by step', () => {
    expect(narrowBase(BASE, 'sub/')).toBe('https://site.example/blog/sub/')
    expect(narrowBase(BASE, null)).toBe(BASE)
    expect(narrowBase(null, 'not absolute')).toBeNull()
  })
})
