import type { HotItems } from './hot-items.ts'
import { currentNarrative } from './narrative-records.ts'
import type { NarrativeRecord, NarrativeRecords } from './narrative-records.ts'

/**
 * Which items in memory belong to a narrative: threads through the ring, each item pointing back to the one before. A
 * narrative's record holds where its thread begins, and where those of narratives merged into it do.
 */
export type MemberChains = {
  add: (items: HotItems, sequence: number, narrative: NarrativeRecord) => void
  /** Ties a merged narrative's threads to its survivor. */
  join: (items: HotItems, from: NarrativeRecord, into: NarrativeRecord) => void
  /** The sequence numbers of a narrative's items, oldest first. */
  list: (items: HotItems, narrative: NarrativeRecord) => number[]
  /** Threads all items anew, after the ring has grown or items have moved. */
  rebuild: (items: HotItems, narratives: NarrativeRecords) => void
}

/** Creates empty threads. */
export function createMemberChains(): MemberChains {
  /** How many sequence numbers back the thread goes on; 0 at its end. */
  let stepsBack = new Uint32Array(0)

  function add(items: HotItems, sequence: number, narrative: NarrativeRecord): void {
    if (stepsBack.length <= items.mask) stepsBack = new Uint32Array(items.mask + 1)
    const { newestSequence } = narrative
    stepsBack[sequence & items.mask] = newestSequence < items.first ? 0 : sequence - newestSequence
    narrative.newestSequence = sequence
  }

  function join(items: HotItems, from: NarrativeRecord, into: NarrativeRecord): void {
    const heads = [...(into.olderChains ?? []), from.newestSequence, ...(from.olderChains ?? [])]
    into.olderChains = heads.filter((sequence) => sequence >= items.first)
    from.newestSequence = -1
    from.olderChains = null
  }

  function list(items: HotItems, narrative: NarrativeRecord): number[] {
    const found: number[] = []
    for (const head of [narrative.newestSequence, ...(narrative.olderChains ?? [])]) {
      let sequence = head
      while (sequence >= items.first) {
        const record = items.narratives[sequence & items.mask]
        if (record && currentNarrative(record) === narrative) found.push(sequence)
        const step = stepsBack[sequence & items.mask] as number
        if (step === 0) break
        sequence -= step
      }
    }
    return found.sort((a, b) => a - b)
  }

  function rebuild(items: HotItems, narratives: NarrativeRecords): void {
    stepsBack = new Uint32Array(items.mask + 1)
    for (const narrative of narratives.byId.values()) {
      narrative.newestSequence = -1
      narrative.olderChains = null
    }
    for (let sequence = items.first; sequence < items.next; sequence += 1) {
      const record = items.narratives[sequence & items.mask]
      if (record) add(items, sequence, currentNarrative(record))
    }
  }

  return { add, join, list, rebuild }
}
