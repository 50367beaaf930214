import { compileMessage } from '@lingui/message-utils/compileMessage'
import { setupI18n } from '@lingui/core'
import { describe, expect, test } from 'vitest'

import { chooseLocale } from './choose-locale.ts'
import { en } from './messages.ts'
import { accentText } from './pseudo.ts'

describe('accentText', () => {
  test('replaces every ASCII letter and keeps the rest', () => {
    expect(accentText('Due in 12 min, OK?')).not.toMatch(/[A-Za-z]/)
    expect(accentText('12 · 3–4 ×')).toBe('12 · 3–4 ×')
  })
  test('keeps tags, so that links stay links', () => {
    expect(accentText('See <toSources>sources</toSources> and <0/>')).toMatch(
      /<toSources>[^a-z]+<\/toSources> [^a-z]+ <0\/>$/i,
    )
  })
})

describe('the pseudo-locale', () => {
  const i18n = setupI18n()
  i18n.setMessagesCompiler((message) => ['[', ...compileMessage(message, accentText), ']'])
  i18n.load('qps', en)
  i18n.activate('qps', ['en-GB'])

  test('keeps placeholders and plurals', () => {
    expect(i18n._('narratives.publishers', { count: 3 })).toMatch(/^\[3 [^a-z]+\]$/)
    expect(i18n._('frame.yourMenu', { name: 'Ana' })).toMatch(/^\[[^a-z]+ Ana\]$/i)
  })
})

describe('chooseLocale', () => {
  const store = (held: string | null) => {
    const set: string[] = []
    return { set, getItem: () => held, setItem: (_: string, value: string) => void set.push(value) }
  }
  test('the address wins and is remembered', () => {
    const storage = store('en')
    expect(chooseLocale('?lang=qps', storage)).toBe('qps')
    expect(storage.set).toEqual(['qps'])
  })
  test('then what was remembered, then English', () => {
    expect(chooseLocale('', store('qps'))).toBe('qps')
    expect(chooseLocale('?lang=xx', store('zz'))).toBe('en')
    expect(chooseLocale('', undefined)).toBe('en')
  })
})
