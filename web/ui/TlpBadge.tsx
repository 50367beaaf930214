import './marks.css'

type Label = 'RED' | 'AMBER+STRICT' | 'AMBER' | 'GREEN' | 'CLEAR'

/** A FIRST TLP 2.0 label in the standard's own colours; never translated. */
export function TlpBadge({ label }: { label: Label }) {
  return (
    <span className={`Tlp Tlp-${label.split('+')[0]?.toLowerCase()}`} data-content="">
      {`TLP:${label}`}
    </span>
  )
}
