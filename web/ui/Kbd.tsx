/** A key as it stands on a keyboard; never translated. */
export function Kbd({ children }: { children: string }) {
  return (
    <kbd data-content aria-hidden="true">
      {children}
    </kbd>
  )
}
