import { type RefObject, useRef } from 'react'

import { t } from '../../i18n/t.ts'
import { usePageKeys } from '../../ui/page-keys.ts'

/** `/` goes to the words, j and k or the arrows from row to row; Enter opens, as on any link. */
export function useItemKeys(list: RefObject<HTMLElement | null>) {
  const words = useRef<HTMLDivElement>(null)
  const links = () => [...(list.current?.querySelectorAll<HTMLElement>('.ItemLine-title') ?? [])]
  const move = (step: number) => {
    const all = links()
    const at = all.findIndex((link) => link.closest('li')?.contains(document.activeElement) ?? false)
    const next = all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  usePageKeys([
    { key: '/', does: t('items.keySearch'), act: () => words.current?.querySelector('input')?.focus() },
    { key: 'j', does: t('items.keyNext'), act: () => move(1) },
    { key: 'k', does: t('items.keyBefore'), act: () => move(-1) },
    { key: 'ArrowDown', does: t('items.keyNext'), act: () => move(1) },
    { key: 'ArrowUp', does: t('items.keyBefore'), act: () => move(-1) },
  ])
  return { words, toFirst: () => links()[0]?.focus() }
}
