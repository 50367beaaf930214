import { createEngine } from '@hub/core/narrative/engine.ts'

import type { LabelledItem } from './run-clustering.ts'
import type { PlacedItem } from './run-detection.ts'

const UNDATED_STEP_MS = 1_000

/**
 * Runs items and noise through the engine in event time, one engine for each language as in the hub. An item's publisher is its `source`;
 * an item without one (posts, whose authors are dropped) is its own publisher, so that what counts is how many posts
 * that are not copies there are.
 */
export function placeItems(data: readonly LabelledItem[], noise: readonly LabelledItem[]): PlacedItem[] {
  const dated = (items: readonly LabelledItem[], isNoise: boolean) =>
    items.map((item, index) => ({
      item,
      isNoise,
      atMs: item.publishedAt ? Date.parse(item.publishedAt) : index * UNDATED_STEP_MS,
    }))
  const stream = [...dated(data, false), ...dated(noise, true)].sort((a, b) => a.atMs - b.atMs)
  const engines = new Map<string, ReturnType<typeof createEngine>>()
  return stream.map(({ item, isNoise, atMs }, index): PlacedItem => {
    const language = item.lang ?? 'en'
    const engine = engines.get(language) ?? createEngine()
    engines.set(language, engine)
    const publisherId = item.source ?? item.id
    const decision = engine.assign(
      {
        id: isNoise ? `noise ${item.id}` : item.id,
        title: item.title ?? '',
        text: item.text,
        language,
        eventAtMs: atMs,
        sourceId: item.source ?? 'unknown',
        publisherId,
        url: null,
      },
      atMs,
      `${language}${index}`,
    )
    return {
      id: item.id,
      event: isNoise ? undefined : item.cluster,
      language,
      atMs,
      publisherId,
      isCopy: decision.isCopyOf !== null,
      narrativeId: decision.narrativeId,
      changes: decision.events,
    }
  })
}
