import type { EngineState } from './engine-state.ts'
import type { EngineRuling } from './engine-types.ts'
import { currentNarrative } from './narrative-records.ts'

/** Notes that a person put items together by this ruling: the engine never splits that narrative by itself. */
export function keepWhole(state: EngineState, ruling: EngineRuling): void {
  const narrative = state.narratives.byId.get(joinedBy(state, ruling) ?? '')
  if (narrative) narrative.isKeptWhole = true
}

function joinedBy(state: EngineState, ruling: EngineRuling): string | undefined {
  switch (ruling.kind) {
    case 'merge':
    case 'split':
    case 'move':
    case 'place':
      return ruling.into
    case 'must_link': {
      const sequence = state.items.find(ruling.itemIds[0])
      const record = sequence === undefined ? null : state.items.narratives[sequence & state.items.mask]
      return record ? currentNarrative(record).id : undefined
    }
    case 'cannot_link':
    case 'confirm':
    case 'dismiss':
    case 'reopen':
      return undefined
    default:
      return ruling satisfies never
  }
}
