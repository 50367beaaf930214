/** One node of JSON-LD with its terms written without prefix or address: `schema:name` and `http://schema.org/name` are `name`. */
export type Node = Readonly<Record<string, unknown>>

const MAX_DEPTH = 24
const MAX_NODES = 20_000

/**
 * Every node below these values, outermost first, however they are nested (`@graph`, lists, properties), and the nodes by
 * their `@id`. Bounded in depth and number, since a stranger wrote it.
 */
export function collectNodes(values: readonly unknown[]): { nodes: Node[]; byId: ReadonlyMap<string, Node> } {
  const nodes: Node[] = []
  const byId = new Map<string, Node>()
  let level: unknown[] = [...values]
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth += 1) {
    const below: unknown[] = []
    for (const value of level) {
      if (nodes.length >= MAX_NODES) return { nodes, byId }
      if (Array.isArray(value)) for (const entry of value) below.push(entry)
      else if (typeof value === 'object' && value !== null) {
        const node = plainTerms(value)
        nodes.push(node)
        const id = node['@id']
        if (typeof id === 'string' && Object.keys(node).length > 1 && !byId.has(id)) byId.set(id, node)
        for (const child of Object.values(node)) if (typeof child === 'object' && child !== null) below.push(child)
      }
    }
    level = below
  }
  return { nodes, byId }
}

function plainTerms(value: object): Node {
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [plainTerm(key), held]))
}

function plainTerm(term: string): string {
  return term.trim().replace(/^(?:schema:|https?:\/\/schema\.org\/)/i, '')
}

/** Whether a node is of a schema.org type, written in any of the usual ways. */
export function isOfType(node: Node, type: string): boolean {
  const types = node['@type']
  return (Array.isArray(types) ? types : [types]).some((held) => typeof held === 'string' && plainTerm(held) === type)
}

/** What a property holds as nodes; references by `@id` are followed once. */
export function nodesOf(node: Node | undefined, property: string, byId: ReadonlyMap<string, Node>): Node[] {
  const held = node?.[property]
  return (Array.isArray(held) ? held : [held]).flatMap((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
    const own = plainTerms(value)
    const id = own['@id']
    const referred = typeof id === 'string' ? byId.get(id) : undefined
    return [Object.keys(own).length === 1 && referred !== undefined ? referred : own]
  })
}

/** What a property holds as words or numbers; `{"@value": …}` counts as its value. */
export function wordsOf(node: Node | undefined, property: string): string[] {
  const held = node?.[property]
  return (Array.isArray(held) ? held : [held]).flatMap((value) => {
    const bare = typeof value === 'object' && value !== null && '@value' in value ? value['@value'] : value
    if (typeof bare === 'string' && bare.trim() !== '') return [bare.trim()]
    return typeof bare === 'number' && Number.isFinite(bare) ? [String(bare)] : []
  })
}
