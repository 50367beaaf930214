import { expect, test } from 'vitest'

import { askForDraft } from './ask-preview.ts'
import { emptyProfile } from './profile-draft.ts'

const draft = emptyProfile(new Date('2026-11-20T10:00:00Z'))

test('asks with the sound lines only, and not at all without a term', () => {
  expect(askForDraft(draft)).toBeNull()
  expect(askForDraft({ ...draft, terms: '@some_body' })).toBeNull()
  expect(
    askForDraft({ ...draft, terms: 'tap water\nx\n@some_body', exclusions: 'polo', languages: 'ES, spanish' }),
  ).toEqual({ terms: ['tap water'], exclusions: ['polo'], languages: ['es'] })
})
