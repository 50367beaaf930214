import type { DeliveryView } from '@hub/core/alert/delivery-view.ts'

const isSentence = (words: string) => /[.!?…]$/.test(words.trim())

/**
 * Which rules sent an alert and why, to stand in a sentence: short reasons in brackets behind their rule. A reason that is
 * a sentence by itself comes apart, in `sentences`.
 */
export function sayMatchedRules(rules: DeliveryView['matchedRules']): { rules: string; sentences: string } {
  const said = rules.map(({ title, because }) => {
    const parts = because.filter((words) => !isSentence(words))
    return parts.length > 0 ? `${title} (${parts.join(', ')})` : title
  })
  return { rules: said.join('; '), sentences: rules.flatMap(({ because }) => because.filter(isSentence)).join(' ') }
}
