import { decodeHTML, decodeHTMLAttribute } from 'entities'
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'
import { escapeHtml } from './escape-html.ts'
import {
  CELL_TAGS,
  ENDED_BY_START,
  LINE_TAGS,
  PARAGRAPH_TAGS,
  SILENT_TAGS,
  STORED_ATTRIBUTES,
  STORED_TAGS,
  VOID_TAGS,
} from './html-tags.ts'
import { createReadingText } from './reading-text.ts'
import { resolveUrl } from './resolve-url.ts'

const MAX_OPEN = 100
const LINK_REL = 'noopener noreferrer nofollow'

/** Mark-up that strangers wrote, made safe: `html` to store and show, `text` to read and search. */
export type CleanHtml = { html: string; text: string }

/**
 * Reads HTML once and writes both of its forms anew. `html` is built from an allow-list alone: every tag in it is one of
 * ours, every text and attribute escaped, every element closed. Images, media, frames, forms, scripts, styles and every
 * attribute that could load or run something are dropped, because an analyst opening an item must not be seen by whoever
 * published it. Links become absolute http(s) or mailto. `text` is plain text in reading order: paragraphs apart by an
 * empty line, list items and breaks on lines of their own, white space as a browser would show it. Cleaning the result again changes nothing.
 */
export function cleanHtml(source: string, baseUrl: string | null): CleanHtml {
  const cleaner = new HtmlCleaner(source, baseUrl)
  if (source.includes('<')) {
    const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: false, recognizeSelfClosing: true }, cleaner)
    tokenizer.write(source)
    tokenizer.end()
  } else cleaner.takePlain(source)
  return cleaner.finish()
}

class HtmlCleaner implements TokenizerCallbacks {
  readonly #source: string
  readonly #baseUrl: string | null
  readonly #text = createReadingText()
  readonly #open: string[] = []
  #html = ''
  #skipped = 0
  #silentTag = ''
  #silentDepth = 0
  #tag = ''
  #isStored = false
  #attributes = ''
  #href: string | null = null
  #attributeName = ''
  #attributeValue = ''

  constructor(source: string, baseUrl: string | null) {
    this.#source = source
    this.#baseUrl = baseUrl
  }

  takePlain(source: string): void {
    const decoded = decode(source)
    this.#text.addLines(decoded)
    this.#html += escapeHtml(decoded)
  }

  ontext(start: number, endIndex: number): void {
    if (this.#silentDepth > 0) return
    const decoded = decode(this.#source.slice(start, endIndex))
    this.#text.add(decoded)
    this.#html += escapeHtml(decoded)
  }

  oncdata(start: number, endIndex: number, endOffset: number): void {
    if (this.#silentDepth > 0) return
    const literal = this.#source.slice(start, endIndex - endOffset)
    this.#text.add(literal)
    this.#html += escapeHtml(literal)
  }

  onopentagname(start: number, endIndex: number): void {
    const name = localTag(this.#source.slice(start, endIndex))
    this.#tag = name
    this.#isStored = this.#silentDepth === 0 && STORED_TAGS.has(name)
    this.#attributes = ''
    this.#href = null
  }

  onattribname(start: number, endIndex: number): void {
    if (!this.#isStored) return
    this.#attributeName = this.#source.slice(start, endIndex).toLowerCase()
    this.#attributeValue = ''
  }

  onattribdata(start: number, endIndex: number): void {
    if (this.#isStored) this.#attributeValue += this.#source.slice(start, endIndex)
  }

  onattribend(): void {
    if (!this.#isStored) return
    const name = this.#attributeName
    if (this.#tag === 'a' && name === 'href') {
      this.#href ??= decodeHTMLAttribute(this.#attributeValue)
      return
    }
    const isKept = STORED_ATTRIBUTES[this.#tag]?.has(name) === true || STORED_ATTRIBUTES['*']?.has(name) === true
    if (!isKept || this.#attributes.includes(` ${name}="`)) return
    this.#attributes += ` ${name}="${escapeHtml(decodeHTMLAttribute(this.#attributeValue))}"`
  }

  onopentagend(): void {
    this.#start(false)
  }

  onselfclosingtag(): void {
    this.#start(true)
  }

  onclosetag(start: number, endIndex: number): void {
    const name = localTag(this.#source.slice(start, endIndex))
    if (this.#silentDepth > 0) {
      if (name === this.#silentTag) this.#silentDepth -= 1
      return
    }
    if (PARAGRAPH_TAGS.has(name) && name !== 'hr') this.#text.breakParagraph()
    if (!STORED_TAGS.has(name)) return
    if (this.#skipped > 0) {
      this.#skipped -= 1
      return
    }
    const at = this.#open.lastIndexOf(name)
    if (at !== -1) this.#closeTo(at)
  }

  finish(): CleanHtml {
    this.#closeTo(0)
    return { html: this.#html.trim(), text: this.#text.finish() }
  }

  #start(isSelfClosing: boolean): void {
    const name = this.#tag
    if (this.#silentDepth > 0) {
      if (name === this.#silentTag && !isSelfClosing) this.#silentDepth += 1
      return
    }
    if (SILENT_TAGS.has(name)) {
      if (isSelfClosing) return
      this.#silentTag = name
      this.#silentDepth = 1
      return
    }
    this.#breakBefore(name)
    if (!this.#isStored) return
    this.#closeEndedBy(name)
    if (VOID_TAGS.has(name)) {
      this.#html += `<${name}${this.#attributes} />`
      return
    }
    if (this.#open.length >= MAX_OPEN) {
      if (!isSelfClosing) this.#skipped += 1
      return
    }
    this.#html += `<${name}${this.#linkAttributes()}${this.#attributes}>`
    if (isSelfClosing) this.#html += `</${name}>`
    else this.#open.push(name)
  }

  #breakBefore(name: string): void {
    if (PARAGRAPH_TAGS.has(name)) this.#text.breakParagraph()
    else if (LINE_TAGS.has(name)) this.#text.breakLine()
    else if (CELL_TAGS.has(name)) this.#text.add(' ')
  }

  #closeEndedBy(name: string): void {
    const ended = ENDED_BY_START.get(name)
    if (ended === undefined) return
    while (ended.has(this.#open.at(-1) ?? '')) this.#closeTo(this.#open.length - 1)
  }

  #closeTo(length: number): void {
    while (this.#open.length > length) this.#html += `</${this.#open.pop()}>`
  }

  #linkAttributes(): string {
    if (this.#href === null) return ''
    const isMail = /^mailto:/i.test(this.#href.trim())
    const url = isMail ? this.#href.trim() : resolveUrl(this.#href, this.#baseUrl)
    return url === null ? '' : ` href="${escapeHtml(url)}" rel="${LINK_REL}"`
  }

  ontextentity(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onattribentity(): void {}
  onend(): void {}
}

function decode(text: string): string {
  return text.includes('&') ? decodeHTML(text) : text
}

/** XHTML inside a feed may carry a prefix. */
function localTag(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase()
}
