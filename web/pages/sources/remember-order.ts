const STORED_AS = 'hub.sourceLookup'

/** The search for feeds this window began last, so that a person can leave the dialog and come back to it. */
export function rememberedOrder(): string | null {
  return sessionStorage.getItem(STORED_AS)
}

export function rememberOrder(id: string | null): void {
  if (id === null) sessionStorage.removeItem(STORED_AS)
  else sessionStorage.setItem(STORED_AS, id)
}
