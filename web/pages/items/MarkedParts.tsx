import type { MarkedText } from '@hub/core/item/item-search.ts'

type Props = { parts: MarkedText; language: string; className?: string }

/** Content of a feed with the words marked that the search found. */
export function MarkedParts({ parts, language, className }: Props) {
  const lang = language === 'und' ? {} : { lang: language }
  return (
    <bdi data-content="" {...lang} {...(className ? { className } : {})}>
      {parts.map(({ text, isMarked }, index) => (isMarked ? <mark key={index}>{text}</mark> : text))}
    </bdi>
  )
}
