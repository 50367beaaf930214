import { fingerprintOf } from './copies.ts'
import type { Fingerprint } from './copies.ts'
import type { EngineState } from './engine-state.ts'
import type { EngineItem } from './engine-types.ts'
import type { ItemVector } from './term-weights.ts'
import type { Tokens } from './tokenize.ts'

/** An item's text as words, fingerprint and weighted terms. `tokens` and `vector` are buffers the next reading overwrites. */
export type ReadItem = { tokens: Tokens; fingerprint: Fingerprint; vector: ItemVector }

/** Reads an item's text with the shard's present word statistics. */
export function readItem(state: EngineState, item: Pick<EngineItem, 'title' | 'text' | 'language'>): ReadItem {
  const tokens = state.tokenize(item.title, item.text, item.language)
  return { tokens, fingerprint: fingerprintOf(tokens), vector: state.weights.weigh(tokens) }
}
