/** The hub's sign: counts that rise, and the one above them. */
export function HubSign() {
  return (
    <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <path
        d="M7.500 22.500v-4M13 22.500v-7M18.500 22.500v-11M24 22.500v-7"
        stroke="var(--on-accent)"
        strokeWidth="2.800"
        strokeLinecap="round"
      />
      <circle cx="24" cy="9" r="2.600" fill="var(--on-accent)" />
    </svg>
  )
}
