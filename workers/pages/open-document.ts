import { parseHTML } from 'linkedom'

export type PageDom = ReturnType<typeof parseHTML>['document']

/** A page as a document with one `html` that holds a `head` and a `body`, whatever of them the page leaves out. */
export function openDocument(html: string): PageDom {
  const isWhole = /<html[\s>]/i.test(html)
  const { document } = parseHTML(isWhole ? html : `<!doctype html><html><body>${html}</body></html>`)
  const root = document.documentElement
  const hasBody = [...root.children].some(({ localName }) => localName === 'body')
  if (hasBody) return document
  const body = document.createElement('body')
  body.append(...[...root.childNodes].filter(({ nodeName }) => nodeName.toLowerCase() !== 'head'))
  root.append(body)
  return document
}
