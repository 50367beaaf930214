import './states.css'

/** One grey bar in the place of words to come. */
export function Skeleton({ width = '100%', height = 14 }: { width?: string | number; height?: number }) {
  return <span className="Skeleton" style={{ inlineSize: width, blockSize: height }} aria-hidden="true" />
}
