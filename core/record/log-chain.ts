import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

import { canonicalJson } from './canonical-json.ts'

/** SHA-256 of a value's canonical JSON, in hexadecimal. */
export function digestOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))
}

/** What one entry of a case log commits to. The content itself enters by its digest, so an erased entry still verifies. */
export type ChainLink = {
  caseId: string
  seq: number
  kind: string
  eventAt: string
  enteredAt: string
  author: string
  correctsId: string | null
  contentDigest: string
  previousHash: string
}

/** The hash of an entry: over all it commits to, the previous entry's hash included. */
export function chainHash(link: ChainLink): string {
  return digestOf(link)
}

export type ChainFault = { seq: number; fault: 'missing' | 'content_changed' | 'link_changed' | 'order_changed' }

/**
 * Verifies a case's whole log in order of `seq`. Returns every fault found; none means that no entry was changed,
 * reordered or removed from the middle. Removal of the newest entries shows only against a head kept elsewhere, so
 * `head`, when given, must equal the last hash.
 */
export function verifyChain(
  entries: readonly (ChainLink & { hash: string; content: unknown })[],
  head?: string,
): ChainFault[] {
  const faults: ChainFault[] = []
  let previousHash = ''
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1) faults.push({ seq: index + 1, fault: 'missing' })
    if (entry.previousHash !== previousHash) faults.push({ seq: entry.seq, fault: 'order_changed' })
    if (entry.content !== null && digestOf(entry.content) !== entry.contentDigest) {
      faults.push({ seq: entry.seq, fault: 'content_changed' })
    }
    const { hash, content: _content, ...link } = entry
    if (chainHash(link) !== hash) faults.push({ seq: entry.seq, fault: 'link_changed' })
    previousHash = entry.hash
  }
  if (head !== undefined && head !== previousHash) faults.push({ seq: entries.length + 1, fault: 'missing' })
  return faults
}
