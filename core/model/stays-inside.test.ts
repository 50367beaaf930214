import { expect, test } from 'vitest'

import { staysInside } from './stays-inside.ts'

test.each([
  ['http://127.0.0.1:11434/v1', true],
  ['http://[::1]:8000', true],
  ['http://localhost/v1', true],
  ['http://ollama:11434/v1', true],
  ['https://10.2.3.4/v1', true],
  ['https://[fd00::1]/v1', true],
  ['https://models.internal/v1', true],
  ['http://[::ffff:10.0.0.1]/', true],
  ['https://api.models.example/v1', false],
  ['https://8.8.8.8/v1', false],
  ['https://internal.example', false],
  ['https://models.internal.', true],
  ['no address', false],
  ['mailto:', false],
])('%s stays inside: %s', (address, stays) => expect(staysInside(address)).toBe(stays))
