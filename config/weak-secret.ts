const SECRET_LENGTH_MIN = 32
const DISTINCT_CHARACTERS_MIN = 10

/** Words that appear in secrets copied from examples. */
const EXAMPLE_WORDS = [
  'changeme',
  'change-me',
  'change_me',
  'secret',
  'password',
  'example',
  'default',
  'dismis',
  '12345678',
  'qwerty',
]

/**
 * Why a secret is too weak to sign sessions with, as the end of a sentence ("is shorter than …"); undefined when it will
 * do. Judges shape only: long, varied, and not made of one pattern or of words from examples.
 */
export function findSecretWeakness(secret: string): string | undefined {
  if (secret.length < SECRET_LENGTH_MIN) return `is shorter than ${SECRET_LENGTH_MIN} characters`
  if (new Set(secret).size < DISTINCT_CHARACTERS_MIN) return 'repeats the same few characters'
  if (isRepeated(secret)) return 'repeats one pattern'
  let rest = secret.toLowerCase()
  for (const word of EXAMPLE_WORDS) rest = rest.replaceAll(word, '')
  return rest.length < SECRET_LENGTH_MIN / 2 ? 'is made of well-known words' : undefined
}

/** True when `findSecretWeakness` has something to say. */
export function isWeakSecret(secret: string): boolean {
  return findSecretWeakness(secret) !== undefined
}

function isRepeated(text: string): boolean {
  // A text made of repetitions of one part is found inside its double, away from both ends.
  return (text + text).indexOf(text, 1) < text.length
}
