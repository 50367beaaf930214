import { describe, expect, test } from 'vitest'
import { findSecretWeakness, isWeakSecret } from './weak-secret.ts'

describe('isWeakSecret', () => {
  test.each([
    ['', 'shorter'],
    ['short', 'shorter'],
    ['a'.repeat(64), 'few characters'],
    ['ab'.repeat(32), 'few characters'],
    ['abcdefghijklm'.repeat(4), 'one pattern'],
    ['please-change-me-secret-password-default', 'well-known'],
  ])('%s is weak: %s', (secret, reason) => {
    expect(isWeakSecret(secret)).toBe(true)
    expect(findSecretWeakness(secret)).toContain(reason)
  })

  test.each([
    'u3Vb9-Kq7_xT2mZp8Wd4Lr6Yc1Nf5Hs0Gj',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c',
    'correct horse battery staple of the blue mountain',
  ])('%s will do', (secret) => expect(isWeakSecret(secret)).toBe(false))
})
