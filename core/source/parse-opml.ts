import { Parser } from 'htmlparser2'

import { parseHttpUrl, urlKey } from '../item/canonical-url.ts'
import { prepareXml, sniffRoot } from './prepare-xml.ts'
import { recogniseAddress } from './recognise-address.ts'

/** One feed of an OPML file. `folder` is the path of folder titles it lies in, outermost first; `line` counts from 1. */
export type OpmlEntry = { url: string; title: string; siteUrl: string | null; folder: string[]; line: number }
/** One outline that was not taken, with what it said, why, and what to do, in plain words. */
export type OpmlRefusal = { line: number; text: string; reason: string; todo: string }
/** `error` is set when the file as a whole is no OPML; entries are then empty. */
export type OpmlResult = { title: string; entries: OpmlEntry[]; refused: OpmlRefusal[]; error: string | null }

/** An outline file of a large newsroom, with room to spare. */
export const OPML_BYTES_MAX = 20 * 1024 * 1024
const MAX_FOLDER_DEPTH = 32
const MAX_TEXT_LENGTH = 300

type Outline = { attributes: Record<string, string>; line: number; folder: string[]; hasChildren: boolean }

/**
 * Reads an OPML file of any size and in somewhat broken XML. Feeds come back in file order, each address once; every
 * other outline that looks like a feed or is empty gets a line in `refused`. Folders are outlines with children.
 */
export function parseOpmlText(text: string): OpmlResult {
  const lineShift = countLinesBeforeDocument(text)
  const prepared = prepareXml(text)
  const fault = faultOf(prepared)
  if (fault !== null) return failed(fault)
  const { text: whole, refused } = dropBrokenLines(prepared, lineShift)
  const { title, outlines } = readOutlines(whole, lineShift)
  const sorted = sortOutlines(outlines)
  return {
    title,
    entries: sorted.entries,
    refused: [...refused, ...sorted.refused].sort((left, right) => left.line - right.line),
    error: null,
  }
}

/** What is wrong with a file as a whole, found without reading it to its end; null when it looks like an outline file. */
export function findOpmlFault(text: string): string | null {
  return faultOf(prepareXml(text))
}

function faultOf(prepared: string): string | null {
  if (prepared.trim() === '') return 'The file is empty.'
  const root = sniffRoot(prepared)
  if (root === 'html') return 'This is a web page, not an OPML file.'
  const hasOutlines = root === 'opml' || /<outline[\s>/]/i.test(prepared)
  return hasOutlines ? null : 'This is not an OPML file: it has no outlines.'
}

function failed(error: string): OpmlResult {
  return { title: '', entries: [], refused: [], error }
}

function countLinesBeforeDocument(text: string): number {
  const start = text.search(/<(?:\?xml|opml)/i)
  return start <= 0 ? 0 : text.slice(0, start).split('\n').length - 1
}

/**
 * A missing quotation mark would swallow the lines after it. Where an outline stands on a line of its own, such a line is
 * refused and blanked, so that its neighbours are read as they are.
 */
function dropBrokenLines(text: string, lineShift: number): { text: string; refused: OpmlRefusal[] } {
  const refused: OpmlRefusal[] = []
  const lines = text.split('\n').map((line, index) => {
    const isWholeTag = /^\s*<outline\s.*>\s*$/i.test(line)
    if (!isWholeTag || (line.match(/"/g)?.length ?? 0) % 2 === 0 || /=\s*'/.test(line)) return line
    refused.push({
      line: index + 1 + lineShift,
      text: line.trim().slice(0, MAX_TEXT_LENGTH),
      reason: 'A quotation mark is missing, so the line cannot be read.',
      todo: 'Put the quotation mark in, or add the feed by its address.',
    })
    return ''
  })
  return refused.length === 0 ? { text, refused } : { text: lines.join('\n'), refused }
}

function readOutlines(written: string, lineShift: number): { title: string; outlines: Outline[] } {
  const text = written.replace(/&(?!(?:#\d+|#x[\da-f]+|\w+);)/gi, '&amp;')
  const outlines: Outline[] = []
  const open: (Outline | null)[] = []
  const lines = createLineCounter(text, lineShift)
  let title = ''
  let isInTitle = false
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        const local = name.toLowerCase()
        isInTitle = local === 'title' && outlines.length === 0
        if (local !== 'outline') return
        const parents = open.filter((outline) => outline !== null)
        // An unclosed feed line becomes the parent of its neighbours; it is no folder.
        const folder = parents
          .filter((parent) => addressOf(parent) === '')
          .slice(0, MAX_FOLDER_DEPTH)
          .map(outlineTitle)
        const parent = parents.at(-1)
        if (parent !== undefined) parent.hasChildren = true
        const outline = {
          attributes: lowerCaseKeys(attributes),
          line: lines.lineAt(parser.startIndex),
          folder,
          hasChildren: false,
        }
        outlines.push(outline)
        open.push(outline)
      },
      ontext(data) {
        if (isInTitle) title += data
      },
      onclosetag(name) {
        isInTitle = false
        if (name.toLowerCase() === 'outline') open.pop()
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
  )
  parser.write(text)
  parser.end()
  return { title: title.trim(), outlines }
}

/** Line numbers for ascending positions in one pass over the text. */
function createLineCounter(text: string, lineShift: number): { lineAt(index: number): number } {
  let position = 0
  let line = 1 + lineShift
  return {
    lineAt(index) {
      for (let next = text.indexOf('\n', position); next !== -1 && next < index; next = text.indexOf('\n', position)) {
        line += 1
        position = next + 1
      }
      return line
    },
  }
}

function lowerCaseKeys(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]))
}

function addressOf(outline: Outline): string {
  return (outline.attributes['xmlurl'] ?? outline.attributes['url'] ?? '').trim()
}

function outlineTitle(outline: Outline): string {
  return (outline.attributes['title'] ?? outline.attributes['text'] ?? '').trim().slice(0, MAX_TEXT_LENGTH)
}

function sortOutlines(outlines: readonly Outline[]): { entries: OpmlEntry[]; refused: OpmlRefusal[] } {
  const entries: OpmlEntry[] = []
  const refused: OpmlRefusal[] = []
  const firstLines = new Map<string, number>()
  for (const outline of outlines) {
    const address = addressOf(outline)
    if (address === '' && outline.hasChildren) continue
    const refuse = (refusal: Refusal) =>
      refused.push({
        line: outline.line,
        text: (outlineTitle(outline) || address).slice(0, MAX_TEXT_LENGTH),
        ...refusal,
      })
    const refusal = address === '' ? NO_ADDRESS : refusalOf(address)
    if (refusal !== null) {
      refuse(refusal)
      continue
    }
    const key = urlKey(address) ?? address
    const firstLine = firstLines.get(key)
    if (firstLine !== undefined) {
      refuse({
        reason: `The same address already stands in line ${firstLine}.`,
        todo: 'Nothing to do: that line was taken.',
      })
      continue
    }
    firstLines.set(key, outline.line)
    const url = parseHttpUrl(address)?.href ?? address
    entries.push({
      url,
      title: outlineTitle(outline) || url,
      siteUrl: parseHttpUrl(outline.attributes['htmlurl'] ?? '')?.href ?? null,
      folder: outline.folder.filter((name) => name !== ''),
      line: outline.line,
    })
  }
  return { entries, refused }
}

type Refusal = Pick<OpmlRefusal, 'reason' | 'todo'>

const NO_ADDRESS: Refusal = {
  reason: 'It has no xmlUrl, so there is no feed address to collect.',
  todo: 'Add the site by its home page address: the hub looks for its feed.',
}
const CHECK_ADDRESS = 'Correct the address, or add the site by its home page.'

function refusalOf(address: string): Refusal | null {
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(address)?.[1]?.toLowerCase()
  if (scheme === undefined)
    return {
      reason: `"${shorten(address)}" is no full web address; it must start with https:// or http://.`,
      todo: CHECK_ADDRESS,
    }
  if (scheme !== 'http' && scheme !== 'https')
    return {
      reason: `"${scheme}:" addresses are not collected, only https:// and http://.`,
      todo: 'Look for a web address of the same feed.',
    }
  if (parseHttpUrl(address) === null)
    return { reason: `"${shorten(address)}" cannot be read as a web address.`, todo: CHECK_ADDRESS }
  const recognised = recogniseAddress(address)
  return recognised.kind === 'refused'
    ? { reason: recognised.message, todo: 'Leave it out, or add what it is about in another way.' }
    : null
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}
