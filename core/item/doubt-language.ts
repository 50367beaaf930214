/** From this many letters on, detection is trusted whatever the source usually writes in. */
const TRUSTED_LETTERS = 200
/** What a source usually writes in is known from this many items on. */
const KNOWN_ITEMS = 10
/** A language with a smaller share of a source's items is more likely misread in a short text than written. */
const RARE_SHARE = 0.15

/**
 * The language of an item once its source's habits are known: a short text, detected in a language that its source hardly
 * ever uses and that nobody declared, is of unknown language.
 * @param sourceLanguages how many items of the source stand in each language, this one included
 */
export function doubtLanguage(
  item: { language: string; text: string; isDeclared: boolean },
  sourceLanguages: Readonly<Record<string, number>>,
): string {
  if (item.isDeclared || item.language === 'und' || item.text.length >= TRUSTED_LETTERS) return item.language
  const known = Object.entries(sourceLanguages).filter(([language]) => language !== 'und')
  const total = known.reduce((sum, [, items]) => sum + items, 0)
  if (total < KNOWN_ITEMS) return item.language
  return (sourceLanguages[item.language] ?? 0) / total < RARE_SHARE ? 'und' : item.language
}
