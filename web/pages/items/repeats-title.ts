import type { ItemRow } from '@hub/core/item/item-search.ts'

/** Whether a row's snippet says nothing that its title does not: short posts have the same words in both. */
export function repeatsTitle({ title, snippet }: Pick<ItemRow, 'title' | 'snippet'>): boolean {
  return plain(title).includes(plain(snippet))
}

function plain(parts: ItemRow['title']): string {
  return parts
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}
