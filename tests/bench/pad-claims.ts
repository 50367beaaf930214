import type { ClaimDocument } from '@hub/core/match/claim-text.ts'
import { mix32 } from '@hub/core/narrative/term-hash.ts'

const SEED = 20_261_125

/**
 * The real claims followed by synthetic ones up to `size`: the beginning of one real claim with the end of another, always the
 * same ones. Their ids begin with `synthetic-`.
 */
export function padClaims(real: readonly ClaimDocument[], size: number): ClaimDocument[] {
  const claims = [...real]
  for (let number = 0; claims.length < size && real.length > 1; number += 1) {
    const head = real[mix32(SEED + 2 * number) % real.length]
    const tail = real[mix32(SEED + 2 * number + 1) % real.length]
    if (!head || !tail) break
    claims.push({
      ...head,
      id: `synthetic-${number}`,
      claim: joinHalves(head.claim, tail.claim),
      title: joinHalves(head.title, tail.title),
    })
  }
  return claims
}

function joinHalves(head: string, tail: string): string {
  const [first, second] = [head.split(' '), tail.split(' ')]
  return [...first.slice(0, Math.ceil(first.length / 2)), ...second.slice(Math.ceil(second.length / 2))].join(' ')
}
