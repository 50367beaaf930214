import { type ChainLink, chainHash, digestOf } from './log-chain.ts'

export type LinkedEntry = { seq: number; contentDigest: string; previousHash: string; hash: string }

/** Chains a new entry to the end of its case's log, whose newest number and hash are `head`. */
export function linkEntry(
  head: { seq: number; hash: string },
  entry: Omit<ChainLink, 'seq' | 'contentDigest' | 'previousHash'>,
  content: unknown,
): LinkedEntry {
  const link = { seq: head.seq + 1, contentDigest: digestOf(content), previousHash: head.hash }
  return { ...link, hash: chainHash({ ...entry, ...link }) }
}
