/** A permanent redirect is taken over as the new address once it has stood this long without a break. */
export const MOVE_STABLE_MS = 7 * 24 * 60 * 60 * 1000
const MAX_URL_LENGTH = 2_000

/** Where a permanent redirect leads and since when; both null while there is none. */
export type Move = { movedTo: string | null; movedSince: Date | null }

/**
 * What a fetch says about a source having moved: its permanent redirects (301, 308) from the source's own address on, up to
 * the first that is only for now. The same target over seven days, seen by good fetches only, is the new address (`isDue`);
 * another target, or none, starts anew. A failed fetch says nothing.
 */
export function judgeMove(input: {
  hops: readonly { to: string; permanent: boolean }[]
  known: Move
  isGood: boolean
  now: Date
}): Move & { isDue: boolean } {
  const { hops, known, now } = input
  if (!input.isGood) return { ...known, isDue: false }
  const firstTemporary = hops.findIndex(({ permanent }) => !permanent)
  const lasting = firstTemporary === -1 ? hops : hops.slice(0, firstTemporary)
  const target = withoutFragment(lasting.at(-1)?.to)
  if (target === null) return { movedTo: null, movedSince: null, isDue: false }
  if (target !== known.movedTo || known.movedSince === null) return { movedTo: target, movedSince: now, isDue: false }
  return { ...known, isDue: now.getTime() - known.movedSince.getTime() >= MOVE_STABLE_MS }
}

function withoutFragment(address: string | undefined): string | null {
  if (address === undefined || address.length > MAX_URL_LENGTH || !URL.canParse(address)) return null
  const url = new URL(address)
  url.hash = ''
  return /^https?:$/.test(url.protocol) ? url.href : null
}
