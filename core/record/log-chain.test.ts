import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { canonicalJson } from './canonical-json.ts'
import { linkEntry } from './link-entry.ts'
import { type ChainLink, verifyChain } from './log-chain.ts'

type Entry = ChainLink & { hash: string; content: unknown }

/** A log as the database writes it, from what people entered. */
function chainOf(contents: readonly unknown[]): { entries: Entry[]; head: string } {
  const entries: Entry[] = []
  let head = { seq: 0, hash: '' }
  for (const [index, content] of contents.entries()) {
    const at = new Date(Date.UTC(2026, 10, 23, 12, index)).toISOString()
    const facts = { caseId: 'case', kind: 'note', eventAt: at, enteredAt: at, author: 'ana', correctsId: null }
    const linked = linkEntry(head, facts, content)
    entries.push({ ...facts, ...linked, content })
    head = linked
  }
  return { entries, head: head.hash }
}

const contents = fc.array(fc.record({ text: fc.string(), kind: fc.constant('note') }), { minLength: 2, maxLength: 12 })

describe('the chain of a log', () => {
  test('verifies as it was written, through storage and back', () => {
    fc.assert(
      fc.property(contents, (given) => {
        const { entries, head } = chainOf(given)
        const stored: Entry[] = JSON.parse(JSON.stringify(entries))
        expect(verifyChain(stored, head)).toEqual([])
      }),
    )
  })

  test('shows any change of any entry', () => {
    const fields = [
      'kind',
      'eventAt',
      'enteredAt',
      'author',
      'contentDigest',
      'hash',
      'previousHash',
      'caseId',
    ] as const
    fc.assert(
      fc.property(contents, fc.nat(), fc.constantFrom(...fields), (given, where, field) => {
        const { entries, head } = chainOf(given)
        const index = where % entries.length
        const forged = entries.map((entry, at) => (at === index ? { ...entry, [field]: `${entry[field]}!` } : entry))
        expect(verifyChain(forged, head)).not.toEqual([])
      }),
    )
  })

  test('shows a changed content, a swap, a gap and a missing end', () => {
    fc.assert(
      fc.property(contents, fc.nat(), (given, where) => {
        const { entries, head } = chainOf(given)
        const index = where % (entries.length - 1)
        const [first, second] = [entries[index], entries[index + 1]]
        if (!first || !second) throw new Error('unreachable')
        const changed = entries.with(index, { ...first, content: { text: 'something else entirely', kind: 'forged' } })
        expect(verifyChain(changed, head)).toEqual([{ seq: index + 1, fault: 'content_changed' }])
        expect(verifyChain(entries.with(index, second).with(index + 1, first), head)).not.toEqual([])
        expect(verifyChain(entries.toSpliced(index, 1), head)).not.toEqual([])
        expect(verifyChain(entries.slice(0, -1), head)).toContainEqual({ seq: entries.length, fault: 'missing' })
      }),
    )
  })

  test('an erased content leaves a chain that holds', () => {
    const { entries, head } = chainOf([{ text: 'a' }, { text: 'a name' }, { text: 'c' }])
    expect(
      verifyChain(
        entries.map((entry) => (entry.seq === 2 ? { ...entry, content: null } : entry)),
        head,
      ),
    ).toEqual([])
  })

  test('an empty log is whole', () => {
    expect(verifyChain([], '')).toEqual([])
  })
})

describe('canonicalJson', () => {
  test('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
      }),
    )
  })

  test.each([
    [{ b: 1, a: [true, null, 'é'] }, '{"a":[true,null,"é"],"b":1}'],
    [{ gone: undefined, at: new Date('2026-11-23T12:00:00Z') }, '{"at":"2026-11-23T12:00:00.000Z"}'],
  ])('%j', (value, expected) => {
    expect(canonicalJson(value)).toBe(expected)
  })

  test('refuses what JSON cannot carry', () => {
    expect(() => canonicalJson({ value: Number.NaN })).toThrow(TypeError)
    expect(() => canonicalJson({ value: () => 1 })).toThrow(TypeError)
  })
})
