/** Up to this length a text that only repeats its title is shown whole, as the heading. */
const WHOLE_LENGTH_MAX = 320

/** What stands as heading and what below it: short posts whose title is only their own beginning are not said twice. */
export function itemTexts(title: string, excerpt: string): { heading: string; body: string | null } {
  if (!title || !excerpt) return { heading: title || excerpt, body: null }
  const start = title.replace(/(…|\.{3})$/u, '').trim()
  const isRepeated = plain(excerpt).startsWith(plain(start))
  if (!isRepeated) return { heading: title, body: excerpt }
  return excerpt.length <= WHOLE_LENGTH_MAX ? { heading: excerpt, body: null } : { heading: title, body: excerpt }
}

function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().toLowerCase()
}
