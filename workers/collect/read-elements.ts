import { decodeHTMLAttribute } from 'entities'
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
import { closeRunawayCdata } from './close-runaway-cdata.ts'
import type { FeedDocument, FeedElement } from './feed-element.ts'
import {
  BODY_NAMES,
  CONTAINER_NAMES,
  FIELD_NAMES,
  LEAF_NAMES,
  STRUCTURE_NAMES,
  UNMISTAKABLE_NAMES,
} from './feed-names.ts'
import { prefixOfNamespace } from './namespace-prefixes.ts'
import { VOID_TAGS } from './html-tags.ts'

/** Feeds are shallow; what is nested deeper counts as text of what holds it, so that no document can drive the reader deep. */
const MAX_DEPTH = 64
const MAX_ATTRIBUTES = 64
/** Forgotten ends make honest feeds some thousand deep at worst; what is deeper was built to be slow. */
const MAX_COUNTED_DEPTH = 15_000
/** The default namespace of a vocabulary nobody knows. */
const UNKNOWN_PREFIX = '?'
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

type Namespaces = ReadonlyMap<string, string>
type OpenElement = {
  rawName: string
  local: string
  element: FeedElement
  isStructure: boolean
  namespaces: Namespaces
}

/**
 * Reads feed mark-up, however broken, in one linear pass: an element ends where its end stands, where one that holds it
 * ends, or where the next field starts if only its end was forgotten. Ends without a start are passed over. Stops after
 * `maxEntries`. Returns null when the document has no element at all, `too_deep` when it was built to be slow; never throws.
 */
export function readElements(xml: string, maxEntries: number): FeedDocument | 'too_deep' | null {
  const text = closeRunawayCdata(xml)
  const reader = new ElementReader(text, maxEntries)
  const tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: false }, reader)
  reader.stop = () => tokenizer.pause()
  tokenizer.write(text)
  if (tokenizer.running) tokenizer.end()
  return reader.isTooDeep ? 'too_deep' : reader.finish()
}

class ElementReader implements TokenizerCallbacks {
  readonly #text: string
  readonly #maxEntries: number
  readonly #stack: OpenElement[] = []
  readonly #entries: FeedElement[] = []
  #homePrefixes = new Set([''])
  #root: FeedElement | null = null
  #channel: FeedElement | null = null
  /** Elements open beyond the depth limit. */
  #skipped = 0
  #tagStart = 0
  #rawName = ''
  #attributes: Map<string, string> | null = null
  #attributeName = ''
  #attributeValue = ''
  isTooDeep = false
  stop: () => void = () => undefined

  constructor(text: string, maxEntries: number) {
    this.#text = text
    this.#maxEntries = maxEntries
  }

  onopentagname(start: number, endIndex: number): void {
    this.#tagStart = start - 1
    this.#rawName = this.#text.slice(start, endIndex)
    this.#attributes = null
  }

  onattribname(start: number, endIndex: number): void {
    this.#attributeName = this.#text.slice(start, endIndex)
    this.#attributeValue = ''
  }

  onattribdata(start: number, endIndex: number): void {
    this.#attributeValue += this.#text.slice(start, endIndex)
  }

  onattribend(): void {
    const top = this.#stack.at(-1)
    if (top !== undefined && !top.isStructure && !this.#isEntryName(this.#rawName)) return
    this.#attributes ??= new Map()
    const name = this.#attributeName.toLowerCase()
    if (this.#attributes.size >= MAX_ATTRIBUTES || this.#attributes.has(name)) return
    const value = this.#attributeValue
    this.#attributes.set(name, value.includes('&') ? decodeHTMLAttribute(value) : value)
  }

  onopentagend(endIndex: number): void {
    this.#open(endIndex + 1, false)
  }

  onselfclosingtag(endIndex: number): void {
    this.#open(endIndex + 1, true)
  }

  onclosetag(start: number, endIndex: number): void {
    const local = localName(this.#text.slice(start, endIndex))
    const at = this.#findOpen(this.#text.slice(start, endIndex), local)
    if (this.#skipped > 0) {
      if (!FIELD_NAMES.has(local) && !CONTAINER_NAMES.has(local) && !isEntry(local)) {
        this.#skipped -= 1
        return
      }
      if (at !== -1) this.#skipped = 0
    }
    if (at === -1) return
    const end = this.#text.lastIndexOf('<', start)
    while (this.#stack.length > at) this.#pop(end)
  }

  finish(): FeedDocument | null {
    while (this.#stack.length > 0) this.#pop(this.#text.length)
    return this.#root === null
      ? null
      : {
          text: this.#text,
          root: this.#root,
          channel: this.#channel ?? this.#root,
          entries: this.#entries.slice(0, this.#maxEntries),
        }
  }

  #open(contentStart: number, isSelfClosing: boolean): void {
    const rawName = this.#rawName
    const local = localName(rawName)
    const isEntryStart = this.#isEntryName(rawName)
    this.#closeForgotten(local, isEntryStart)
    const parent = this.#stack.at(-1)
    if (parent !== undefined) parent.element.hasMarkup = true
    if (VOID_TAGS.has(local) && parent !== undefined && !parent.isStructure) return
    if (this.#stack.length >= MAX_DEPTH) {
      if (!isSelfClosing) this.#skipped += 1
      if (this.#skipped < MAX_COUNTED_DEPTH) return
      this.isTooDeep = true
      this.stop()
      return
    }
    const isField = parent === undefined || parent.isStructure || isEntryStart
    const namespaces = this.#scope(parent?.namespaces ?? NO_ATTRIBUTES)
    const element: FeedElement = {
      name: isField ? this.#canonicalName(rawName, local, namespaces) : '',
      attributes: this.#attributes ?? NO_ATTRIBUTES,
      children: [],
      start: contentStart,
      end: contentStart,
      hasMarkup: false,
    }
    if (isField) this.#place(element, parent, isEntryStart)
    if (isSelfClosing) return
    const isStructure = isField && (parent === undefined || STRUCTURE_NAMES.has(element.name))
    this.#stack.push({ rawName, local, element, isStructure, namespaces })
  }

  #place(element: FeedElement, parent: OpenElement | undefined, isEntryStart: boolean): void {
    if (this.#root === null) {
      this.#root = element
      if (!element.name.startsWith('rdf')) this.#homePrefixes.add(prefixOf(element.name))
      element.name = element.name.slice(element.name.indexOf(':') + 1)
    }
    if (isEntryStart) {
      this.#entries.push(element)
      if (this.#entries.length > this.#maxEntries) this.stop()
      return
    }
    if (element.name === 'channel') this.#channel ??= element
    parent?.element.children.push(element)
  }

  /** Ends what cannot hold the element that starts: its own end was forgotten. */
  #closeForgotten(local: string, isEntryStart: boolean): void {
    if (isEntryStart) {
      const holder = this.#stack.findLastIndex((open) => CONTAINER_NAMES.has(open.local))
      if (holder === -1) return
      while (this.#stack.length > holder + 1) this.#pop(this.#tagStart)
      this.#skipped = 0
      return
    }
    if (!FIELD_NAMES.has(local)) return
    const top = this.#stack.at(-1)
    if (top !== undefined && LEAF_NAMES.has(top.local)) this.#pop(this.#tagStart)
    if (!UNMISTAKABLE_NAMES.has(this.#rawName.toLowerCase())) return
    const body = this.#stack.findLastIndex((open) => BODY_NAMES.has(open.local) && !open.isStructure)
    if (body === -1) return
    while (this.#stack.length > body) this.#pop(this.#tagStart)
    this.#skipped = 0
  }

  #findOpen(rawName: string, local: string): number {
    const exact = this.#stack.findLastIndex((open) => open.rawName === rawName)
    return exact !== -1 ? exact : this.#stack.findLastIndex((open) => open.local === local)
  }

  #pop(end: number): void {
    const closed = this.#stack.pop()
    if (closed !== undefined) closed.element.end = Math.max(end, closed.element.start)
  }

  #isEntryName(rawName: string): boolean {
    if (rawName.length > 24 || !isEntry(localName(rawName))) return false
    const name = this.#canonicalName(rawName, localName(rawName), this.#stack.at(-1)?.namespaces ?? NO_ATTRIBUTES)
    return isEntry(name)
  }

  /** Prefixes as the element binds them, each with the prefix its vocabulary is known by here. */
  #scope(outer: Namespaces): Namespaces {
    if (this.#attributes === null) return outer
    let inner: Map<string, string> | null = null
    for (const [name, uri] of this.#attributes) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
      const written = name.slice('xmlns:'.length)
      inner ??= new Map(outer)
      inner.set(written, uri.trim() === '' ? written : (prefixOfNamespace(uri) ?? (written || UNKNOWN_PREFIX)))
    }
    return inner ?? outer
  }

  #canonicalName(rawName: string, local: string, namespaces: Namespaces): string {
    const written = prefixOf(rawName).toLowerCase()
    const known = namespaces.get(written) ?? written
    if (known === '') return local
    const isHome = this.#homePrefixes.has(known) || (known === 'rss' && !this.#homePrefixes.has('atom'))
    return this.#root !== null && isHome ? local : `${known}:${local}`
  }

  ontext(): void {}
  ontextentity(): void {}
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onattribentity(): void {}
  onend(): void {}
}

function isEntry(name: string): boolean {
  return name === 'item' || name === 'entry'
}

function prefixOf(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? '' : name.slice(0, colon)
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}
