import { expect, test } from 'vitest'

import { moveRule } from './move-rule.ts'

const rules = [
  { id: 'a', isCatchAll: false },
  { id: 'b', isCatchAll: false },
  { id: 'rest', isCatchAll: true },
]

test('a rule changes places with its neighbour and the catch-all stays last', () => {
  expect(moveRule(rules, 'b', -1)).toEqual(['b', 'a', 'rest'])
  expect(moveRule(rules, 'a', 1)).toEqual(['b', 'a', 'rest'])
})

test('the first goes no higher, the last own rule not under the catch-all, the catch-all nowhere', () => {
  expect(moveRule(rules, 'a', -1)).toBeUndefined()
  expect(moveRule(rules, 'b', 1)).toBeUndefined()
  expect(moveRule(rules, 'rest', -1)).toBeUndefined()
})
