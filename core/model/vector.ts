const DIMENSIONS_MAX = 4096

/**
 * A row of numbers at length one, so that the likeness of two is their inner product. Undefined for what is no direction:
 * empty, too long, all zero, or with anything in it that is no finite number.
 */
export function normaliseVector(numbers: readonly number[]): Float32Array | undefined {
  if (numbers.length === 0 || numbers.length > DIMENSIONS_MAX || !numbers.every(Number.isFinite)) return undefined
  const largest = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (largest === 0) return undefined
  // By the largest first: squares of huge numbers would overflow, those of tiny ones vanish.
  const scaled = numbers.map((value) => value / largest)
  const length = Math.sqrt(scaled.reduce((sum, value) => sum + value * value, 0))
  return Float32Array.from(scaled, (value) => value / length)
}

/** The cosine of two rows of length one, from −1 to 1; undefined when they are of different spaces. */
export function cosineOf(one: Float32Array, other: Float32Array): number | undefined {
  if (one.length !== other.length || one.length === 0) return undefined
  let product = 0
  for (let at = 0; at < one.length; at += 1) product += (one[at] ?? 0) * (other[at] ?? 0)
  return Math.max(-1, Math.min(1, product))
}
