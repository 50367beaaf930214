import { describe, expect, test } from 'vitest'

import { sayMatchedRules } from './say-matched-rules.ts'

const rule = (title: string, ...because: string[]) => ({ ruleId: title, title, because })

describe('sayMatchedRules', () => {
  test('short reasons stand in brackets behind their rule', () => {
    const rules = [rule('Elections', '“ballot” in the headline', 'severity S3'), rule('Evenings')]
    expect(sayMatchedRules(rules)).toEqual({
      rules: 'Elections (“ballot” in the headline, severity S3); Evenings',
      sentences: '',
    })
  })
  test('a reason that is a sentence stays one', () => {
    expect(sayMatchedRules([rule('Everything else', 'No other rule fits, so the catch-all takes it.')])).toEqual({
      rules: 'Everything else',
      sentences: 'No other rule fits, so the catch-all takes it.',
    })
  })
})
