import { describe, expect, test } from 'vitest'

import { readDraftAnswer } from './read-draft-answer.ts'

const ANSWER = {
  title: 'Water',
  sentences: [{ text: 'A {brace} "in" words.', quotes: [{ item: 1, words: 'The water' }] }],
}
const JSON_TEXT = JSON.stringify(ANSWER)

describe('the answer of a model', () => {
  test.each([
    ['bare', JSON_TEXT],
    ['in a fence', `Sure! Here it is:\n\`\`\`json\n${JSON_TEXT}\n\`\`\`\nAnything else?`],
    ['after thoughts', `<think>{"title": "no", maybe {"sentences": []} hm</think> ${JSON_TEXT}`],
    ['inside another object', `{"answer": ${JSON_TEXT}}`],
    ['the last of several', `{"title":"first","sentences":[]} and better: ${JSON_TEXT}`],
    ['with more fields', JSON.stringify({ ...ANSWER, tool_calls: [{ name: 'rename' }], state: 'confirmed' })],
  ])('is found %s', (_, written) => expect(readDraftAnswer(written)).toEqual(ANSWER))

  test('names items by number in several ways', () => {
    const quotes = [3, '3', '[3]', 'Item 3', 'none'].map((item) => ({ item, words: 'w' }))
    const read = readDraftAnswer(
      JSON.stringify({ sentences: [{ text: 'a', quotes: quotes.slice(0, 4) }, { text: 'b' }] }),
    )
    expect(read?.sentences[0]?.quotes.map(({ item }) => item)).toEqual([3, 3, 3, 3])
    expect(read?.sentences[1]?.quotes).toEqual([])
  })

  test.each([
    '',
    'I cannot help with that.',
    '{',
    '{"sentences": "many"}',
    '[]',
    'null',
    '{"title": 1, "sentences": []}',
  ])('is not found in %j', (written) => expect(readDraftAnswer(written)).toBeUndefined())

  test('is cut where there is too much, and sought in bounded time', () => {
    const many = { sentences: Array.from({ length: 500 }, () => ANSWER.sentences[0]) }
    expect(readDraftAnswer(JSON.stringify(many))?.sentences).toHaveLength(8)
    expect(readDraftAnswer('{'.repeat(2_000_000))).toBeUndefined()
    expect(readDraftAnswer('{"'.repeat(500_000))).toBeUndefined()
  })
})
