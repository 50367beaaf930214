type Rule = { id: string; isCatchAll: boolean }

/** The new order after a rule went one place up or down, or undefined where it cannot: the catch-all stays last. */
export function moveRule(rules: readonly Rule[], id: string, by: -1 | 1): string[] | undefined {
  const ids = rules.filter(({ isCatchAll }) => !isCatchAll).map((rule) => rule.id)
  const from = ids.indexOf(id)
  const other = ids[from + by]
  if (from === -1 || other === undefined) return undefined
  ids[from + by] = id
  ids[from] = other
  return [...ids, ...rules.filter(({ isCatchAll }) => isCatchAll).map((rule) => rule.id)]
}
