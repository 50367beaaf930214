import { Content } from '../../ui/Content.tsx'
import { matchParts } from './match-parts.ts'

/** The sentence of a playbook that a search found, its matching words marked. */
export function MatchSentence({ sentence, language }: { sentence: string; language: string }) {
  return (
    <>
      {matchParts(sentence).map(({ text, isMatch }, index) => {
        const words = <Content language={language}>{text}</Content>
        return isMatch ? <mark key={index}>{words}</mark> : <span key={index}>{words}</span>
      })}
    </>
  )
}
