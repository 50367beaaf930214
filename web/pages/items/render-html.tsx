import { createElement, type ReactNode } from 'react'

/** What stored text may be made of; anything else shows as its own text. Headings stand below the page's. */
const SHOWN: Readonly<Record<string, string>> = {
  A: 'a',
  B: 'strong',
  BLOCKQUOTE: 'blockquote',
  BR: 'br',
  CODE: 'code',
  DD: 'dd',
  DL: 'dl',
  DT: 'dt',
  EM: 'em',
  FIGCAPTION: 'p',
  H1: 'h3',
  H2: 'h3',
  H3: 'h3',
  H4: 'h4',
  H5: 'h4',
  H6: 'h4',
  HR: 'hr',
  I: 'em',
  LI: 'li',
  OL: 'ol',
  P: 'p',
  PRE: 'pre',
  STRONG: 'strong',
  SUB: 'sub',
  SUP: 'sup',
  TABLE: 'table',
  TBODY: 'tbody',
  TD: 'td',
  TH: 'th',
  THEAD: 'thead',
  TR: 'tr',
  UL: 'ul',
}
const BLOCKS = new Set('ADDRESS ARTICLE CAPTION DETAILS DIV FIGURE FOOTER HEADER MAIN SECTION SUMMARY'.split(' '))
const DROPPED = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'NOSCRIPT'])
const VOID = new Set(['br', 'hr'])
const DEPTH_MAX = 60

/**
 * Stored HTML as elements of our own making: it was sanitised when it was stored, and is read again here by a list of what
 * may be shown, so that nothing of a source ever runs or loads. Links lead out in a new tab and say nothing of us.
 */
export function renderHtml(html: string): ReactNode {
  return renderNodes(new DOMParser().parseFromString(html, 'text/html').body, 0)
}

function renderNodes(parent: Node, depth: number): ReactNode[] {
  return Array.from(parent.childNodes, (node, index) => renderNode(node, index, depth))
}

function renderNode(node: Node, key: number, depth: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent
  if (!(node instanceof Element) || DROPPED.has(node.tagName)) return null
  const name = SHOWN[node.tagName] ?? (BLOCKS.has(node.tagName) ? 'div' : 'span')
  if (depth > DEPTH_MAX) return node.textContent
  if (VOID.has(name)) return createElement(name, { key })
  return createElement(name, { key, ...linkOf(node) }, ...renderNodes(node, depth + 1))
}

function linkOf(node: Element): Record<string, string> {
  const href = node.tagName === 'A' ? (node.getAttribute('href') ?? '') : ''
  return /^https?:\/\//iu.test(href) ? { href, target: '_blank', rel: 'noopener noreferrer nofollow' } : {}
}
