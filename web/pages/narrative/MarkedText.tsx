import { markTerms } from './mark-terms.ts'

type Props = { text: string; terms: readonly string[]; language: string }

/** Content of a feed with the words marked that tie it to its narrative. */
export function MarkedText({ text, terms, language }: Props) {
  const lang = language === 'und' ? {} : { lang: language }
  return (
    <bdi data-content="" {...lang}>
      {markTerms(text, terms).map((part, index) => (part.isMarked ? <mark key={index}>{part.text}</mark> : part.text))}
    </bdi>
  )
}
