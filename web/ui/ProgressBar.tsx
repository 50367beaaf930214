import './states.css'

import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar'

type Props = {
  /** What is under way. */
  label: string
  /** How far, in words: "4,500 of 10,000". */
  words: string
  /** Null while the whole is not known. */
  share: number | null
}

/** How far a piece of work is: a bar with its words. */
export function ProgressBar({ label, words, share }: Props) {
  return (
    <AriaProgressBar
      className="ProgressBar"
      aria-label={label}
      valueLabel={words}
      isIndeterminate={share === null}
      value={share === null ? 0 : share * 100}
    >
      {({ percentage }) => (
        <>
          <span className="ProgressBar-words">{words}</span>
          <span className="ProgressBar-track">
            <span className="ProgressBar-fill" style={{ inlineSize: `${percentage ?? 30}%` }} />
          </span>
        </>
      )}
    </AriaProgressBar>
  )
}
