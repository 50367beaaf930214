import { createHash, randomBytes } from 'node:crypto'

const PREFIX = 'hub_'
const SECRET_BYTES = 32
const HINT_LENGTH = PREFIX.length + 4

/** A new secret for an API key: the only time it is seen. `hash` is what is stored, `hint` how people tell keys apart. */
export function createApiKeySecret(): { secret: string; hash: string; hint: string } {
  const secret = `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`
  return { secret, hash: hashApiKeySecret(secret), hint: secret.slice(0, HINT_LENGTH) }
}

/** SHA-256 of a secret with 256 random bits: nobody can guess it, so it needs no slow hash. */
export function hashApiKeySecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
