import type { OpmlEntry } from './parse-opml.ts'

/**
 * An OPML 2.0 file of feeds, grouped in their folders, that other readers import.
 * @param createdAt goes into the file's head
 */
export function writeOpml(list: {
  title: string
  createdAt: Date
  entries: readonly Pick<OpmlEntry, 'url' | 'title' | 'siteUrl' | 'folder'>[]
}): string {
  const root: FolderNode = { folders: new Map(), feeds: [] }
  for (const entry of list.entries) {
    let node = root
    for (const name of entry.folder) {
      const next = node.folders.get(name) ?? { folders: new Map(), feeds: [] }
      node.folders.set(name, next)
      node = next
    }
    node.feeds.push(entry)
  }
  const head = `  <head>\n    <title>${escapeXml(list.title)}</title>\n    <dateCreated>${list.createdAt.toUTCString()}</dateCreated>\n  </head>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n${head}\n  <body>\n${writeFolder(root, '    ')}  </body>\n</opml>\n`
}

type FolderNode = { folders: Map<string, FolderNode>; feeds: Pick<OpmlEntry, 'url' | 'title' | 'siteUrl'>[] }

function writeFolder(node: FolderNode, indent: string): string {
  const folders = [...node.folders].map(
    ([name, child]) =>
      `${indent}<outline text="${escapeXml(name)}" title="${escapeXml(name)}">\n${writeFolder(child, `${indent}  `)}${indent}</outline>\n`,
  )
  const feeds = node.feeds.map((feed) => {
    const site = feed.siteUrl === null ? '' : ` htmlUrl="${escapeXml(feed.siteUrl)}"`
    return `${indent}<outline type="rss" text="${escapeXml(feed.title)}" title="${escapeXml(feed.title)}" xmlUrl="${escapeXml(feed.url)}"${site}/>\n`
  })
  return [...folders, ...feeds].join('')
}

function escapeXml(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replace(/\r?\n/g, ' ')
  )
}
