import type { createV1 } from './v1.ts'

/** The type of the whole API under /api/v1, for `hc<HubApi>('/api/v1')`. Types only: nothing of the server is bundled. */
export type HubApi = ReturnType<typeof createV1>
