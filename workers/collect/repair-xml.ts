import render from 'dom-serializer'
import { DomHandler } from 'domhandler'
import { Parser } from 'htmlparser2'

/** Feeds are shallow; deeper elements are dropped and their text kept, so that no later stage can be driven deep. */
export const MAX_DEPTH = 64
const MAX_ATTRIBUTES = 64
/** Names that are no element of any feed and that tree-building parsers refuse, whole document and all. */
const REFUSED_NAMES = new Set(['__proto__', 'constructor', 'prototype'])
const ENTRY_NAMES = new Set(['item', 'entry'])
const CONTAINER_NAMES = new Set(['channel', 'rss', 'feed', 'rdf'])
/** Elements that hold nothing but text, so the next field's start means that their end was forgotten. */
const LEAF_NAMES = new Set([
  'link',
  'guid',
  'id',
  'pubdate',
  'date',
  'updated',
  'published',
  'category',
  'ttl',
  'language',
  'lastbuilddate',
  'generator',
  'comments',
  'copyright',
  'docs',
  'creator',
  'title',
])
const FIELD_NAMES = new Set([
  ...LEAF_NAMES,
  'description',
  'summary',
  'content',
  'encoded',
  'author',
  'image',
  'enclosure',
  'source',
])

/**
 * Rewrites broken XML as well-formed XML with the same words: elements closed, also where only their end was forgotten,
 * stray brackets escaped, CDATA sections that swallow what follows ended, depth and attributes capped. Entities stay as
 * written. Never throws.
 */
export function repairXml(text: string): string {
  const handler = new DomHandler(null, {})
  const open = createOpenElements(handler)
  let isInCdata = false
  const parser = new Parser(
    {
      onopentag: (name, attributes) => open.start(name, attributes),
      onclosetag: (name) => open.end(name),
      ontext: (data) => handler.ontext(!isInCdata && data.includes('<') ? data.replace(/</g, '&lt;') : data),
      oncdatastart() {
        isInCdata = true
        handler.oncdatastart()
      },
      oncdataend() {
        isInCdata = false
        handler.oncdataend()
      },
      onend: () => handler.onend(),
      onparserinit: (instance) => handler.onparserinit(instance),
    },
    { xmlMode: true, decodeEntities: false },
  )
  parser.write(closeRunawayCdata(text))
  parser.end()
  return render(handler.root, { xmlMode: true, encodeEntities: false })
}

type OpenElement = { name: string; local: string; isSkipped: boolean }

/** The elements open in the rewritten document, which differ from the broken one's wherever an end was supplied. */
function createOpenElements(handler: DomHandler): {
  start(name: string, attributes: Record<string, string>): void
  end(name: string): void
} {
  const stack: OpenElement[] = []
  let entryDepth = 0
  const pop = () => {
    const closed = stack.pop()
    if (closed === undefined) return
    if (ENTRY_NAMES.has(closed.local)) entryDepth -= 1
    if (!closed.isSkipped) handler.onclosetag()
  }
  return {
    start(name, attributes) {
      const local = name.slice(name.indexOf(':') + 1).toLowerCase()
      if (ENTRY_NAMES.has(local)) {
        while (
          stack.length > 0 &&
          !CONTAINER_NAMES.has(stack.at(-1)?.local ?? '') &&
          (entryDepth > 0 || LEAF_NAMES.has(stack.at(-1)?.local ?? ''))
        )
          pop()
        entryDepth += 1
      } else if (FIELD_NAMES.has(local) && LEAF_NAMES.has(stack.at(-1)?.local ?? '')) pop()
      const isSkipped = stack.length >= MAX_DEPTH || REFUSED_NAMES.has(name)
      stack.push({ name, local, isSkipped })
      if (isSkipped) return
      const entries = Object.entries(attributes)
      handler.onopentag(
        name,
        entries.length > MAX_ATTRIBUTES ? Object.fromEntries(entries.slice(0, MAX_ATTRIBUTES)) : attributes,
      )
    },
    end(name) {
      const at = stack.findLastIndex((element) => element.name === name)
      if (at === -1) return
      while (stack.length > at) pop()
    },
  }
}

/** A CDATA section without its end runs into what follows; it is closed where the element that holds it ends. */
export function closeRunawayCdata(text: string): string {
  const parts: string[] = []
  const neverEnded = new Set<string>()
  let position = 0
  for (;;) {
    const start = text.indexOf('<![CDATA[', position)
    if (start === -1) break
    const end = text.indexOf(']]>', start)
    const holder = /<([\w:.-]+)(?:\s[^<>]*)?>\s*$/.exec(text.slice(Math.max(0, start - 300), start))?.[1]
    const close = holder === undefined || neverEnded.has(holder) ? -1 : text.indexOf(`</${holder}>`, start)
    if (holder !== undefined && close === -1) neverEnded.add(holder)
    const isRunaway = close !== -1 && (end === -1 || close < end)
    if (!isRunaway && end === -1) break
    const cut = isRunaway ? close : end + 3
    parts.push(text.slice(position, cut), isRunaway ? ']]>' : '')
    position = cut
  }
  if (parts.length === 0) return text
  parts.push(text.slice(position))
  return parts.join('')
}
