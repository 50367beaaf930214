import { describe, expect, it } from 'vitest'

import { repeatsTitle } from './repeats-title.ts'

const parts = (...texts: string[]) => texts.map((text, index) => ({ text, isMarked: index % 2 === 1 }))

describe('repeatsTitle', () => {
  it.each([
    ['the same words', parts('Dam fails'), parts('Dam fails'), true],
    ['the same words, marked otherwise and broken into lines', parts('', 'Dam', ' fails'), parts('Dam\n fails '), true],
    ['a part of the title', parts('Dam fails in the north'), parts('fails in the north'), true],
    ['no text', parts('Dam fails'), parts(''), true],
    ['more than the title', parts('Dam fails'), parts('Dam fails, mayor denies'), false],
    ['an item without a title', parts(''), parts('Dam fails'), false],
  ])('%s', (_, title, snippet, expected) => {
    expect(repeatsTitle({ title, snippet })).toBe(expected)
  })
})
