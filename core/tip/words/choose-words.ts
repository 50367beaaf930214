import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import type { TipPageWords } from './tip-words.ts'

/** The languages of the public form; a further one is a further file. */
export const TIP_LANGUAGES = { en, es, fr } satisfies Record<string, TipPageWords>
export type TipLanguage = keyof typeof TIP_LANGUAGES

/** The language asked for by its code, else the first one that the browser prefers, else English. */
export function chooseTipLanguage(asked: string | undefined, acceptLanguage: string | undefined): TipLanguage {
  const preferred = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map((each) => /^\s*q=([\d.]+)/.exec(each)?.[1]).find((each) => each !== undefined)
      return { tag: tag.toLowerCase().split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) }
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
  return [asked?.toLowerCase() ?? '', ...preferred].find(isTipLanguage) ?? 'en'
}

function isTipLanguage(code: string): code is TipLanguage {
  return Object.hasOwn(TIP_LANGUAGES, code)
}
