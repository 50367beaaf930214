import { lintTerm } from '@hub/core/source/lint-terms.ts'
import { EMPTY_TERM_LISTS } from '@hub/core/source/term-lists.ts'
import { type PreviewProfile, previewProfileSchema } from '@hub/core/source/profile-preview.ts'
import type { ProfileView } from '@hub/core/source/profile-view.ts'

import { languagesOf, linesOf, type ProfileDraft } from './profile-draft.ts'

/** What a form under way can be counted by: its sound lines, without those still being typed or refused; null without terms. */
export function askForDraft(draft: ProfileDraft): PreviewProfile | null {
  const asked = {
    terms: soundTerms(linesOf(draft.terms)),
    exclusions: soundTerms(linesOf(draft.exclusions)),
    languages: languagesOf(draft.languages).filter(
      (code) => previewProfileSchema.shape.languages.safeParse([code]).success,
    ),
  }
  return asked.terms.length === 0 ? null : checked(asked)
}

/** What a standing profile is counted by: its terms in the sources it names. */
export function askForProfile({ id, terms, exclusions, languages }: ProfileView): PreviewProfile | null {
  return checked({ terms: soundTerms(terms), exclusions: soundTerms(exclusions), languages, profileId: id })
}

function checked(asked: PreviewProfile): PreviewProfile | null {
  const parsed = previewProfileSchema.safeParse(asked)
  return parsed.success ? parsed.data : null
}

function soundTerms(terms: readonly string[]): string[] {
  return terms.filter(
    (term) => term.length >= 2 && term.length <= 120 && lintTerm(term, EMPTY_TERM_LISTS).kind !== 'refused',
  )
}
