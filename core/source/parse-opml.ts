import { Parser } from 'htmlparser2'

import { parseHttpUrl, urlKey } from '../item/canonical-url.ts'
import { prepareXml, sniffRoot } from './prepare-xml.ts'
import { recogniseAddress } from './recognise-address.ts'

/** One feed of an OPML file. `folder` is the path of folder titles it lies in, outermost first; `line` counts from 1. */
export type OpmlEntry = { url: string; title: string; siteUrl: string | null; folder: string[]; line: number }
/** One outline that was not taken, with what it said and why, in plain words. */
export type OpmlRefusal = { line: number; text: string; reason: string }
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
  if (prepared.trim() === '') return failed('The file is empty.')
  const root = sniffRoot(prepared)
  if (root === 'html') return failed('This is a web page, not an OPML file.')
  if (root !== 'opml' && !/<outline[\s>/]/i.test(prepared))
    return failed('This is not an OPML file: it has no outlines.')
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
    const refuse = (reason: string) =>
      refused.push({ line: outline.line, text: (outlineTitle(outline) || address).slice(0, MAX_TEXT_LENGTH), reason })
    const reason = address === '' ? 'It has no xmlUrl, so there is no feed address to collect.' : refusalOf(address)
    if (reason !== null) {
      refuse(reason)
      continue
    }
    const key = urlKey(address) ?? address
    const firstLine = firstLines.get(key)
    if (firstLine !== undefined) {
      refuse(`The same address already stands in line ${firstLine}.`)
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

function refusalOf(address: string): string | null {
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(address)?.[1]?.toLowerCase()
  if (scheme === undefined)
    return `"${shorten(address)}" is no full web address; it must start with https:// or http://.`
  if (scheme !== 'http' && scheme !== 'https')
    return `"${scheme}:" addresses are not collected, only https:// and http://.`
  if (parseHttpUrl(address) === null) return `"${shorten(address)}" cannot be read as a web address.`
  const found = recogniseAddress(address)
  return found.kind === 'refused' ? found.message : null
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}
