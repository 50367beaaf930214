import { markWords } from '@hub/core/match/mark-words.ts'

type Props = { text: string; words: readonly string[]; language: string }

/** Content of a feed or of a reviewer with the words marked that both texts share. */
export function MarkedWords({ text, words, language }: Props) {
  const lang = language === 'und' ? {} : { lang: language }
  return (
    <bdi data-content="" {...lang}>
      {markWords(text, words).map((part, at) => (part.isMarked ? <mark key={at}>{part.text}</mark> : part.text))}
    </bdi>
  )
}
