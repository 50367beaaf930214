import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { INHERITED_KEY_PREFIX, mergeInheritedSteps } from '@hub/core/playbook/merge-inherited-steps.ts'
import { RESIST_STAGES } from '@hub/core/playbook/playbook.ts'
import type { PlaybookFile } from '@hub/core/playbook/playbook.ts'
import { loadStarterPlaybooks } from './load-playbooks.ts'

const playbooks = await loadStarterPlaybooks()
const base = playbooks.find(({ slug }) => slug === 'base-response')
const specific = playbooks.filter(({ slug }) => slug !== 'base-response')
const named = (files: readonly PlaybookFile[]) => files.map(({ slug, content }) => ({ slug, content }))

describe('the library', () => {
  test('is the base playbook, first, and the fourteen that inherit from it', () => {
    expect(playbooks.map(({ slug }) => slug)).toEqual([
      'base-response',
      'democratic-encounter',
      'election-procedure-falsehood',
      'emergency-rumour',
      'fact-checkers-and-civil-society',
      'foreign-information-manipulation',
      'harassment-of-staff-or-community',
      'health-rumour',
      'hoax-or-altered-document',
      'impersonation-or-deepfake',
      'infrastructure-outage-rumour',
      'our-own-mistake',
      'policy-misinterpretation',
      'prebunking-campaign',
      'scam-in-the-governments-name',
    ])
    expect(base?.content.inherits).toBeNull()
    expect(base?.content.steps).toHaveLength(11)
    for (const { content } of specific) expect(content.inherits).toBe('base-response')
  })

  test('has one file for each slug', () => {
    const files = readdirSync(new URL('./playbooks/', import.meta.url))
    expect(files.toSorted()).toEqual(playbooks.map(({ slug }) => `${slug}.json`).toSorted())
    expect(new Set(playbooks.map(({ content }) => content.title)).size).toBe(playbooks.length)
  })
})

describe.each(named(playbooks))('$slug', ({ content }) => {
  const text = JSON.stringify(content)

  test('is full enough to work from', () => {
    for (const list of [content.dos, content.donts]) {
      expect(list.length).toBeGreaterThanOrEqual(4)
      expect(list.length).toBeLessThanOrEqual(8)
    }
    expect(content.metrics.length).toBeGreaterThanOrEqual(3)
    expect(content.metrics.length).toBeLessThanOrEqual(5)
    expect(content.whenToUse.length).toBeGreaterThanOrEqual(3)
    expect(content.notWhen.length).toBeGreaterThanOrEqual(3)
    expect(content.supportRoles.length).toBeGreaterThanOrEqual(2)
    for (const { checklist, artefact } of content.steps) {
      expect(checklist.length).toBeGreaterThanOrEqual(2)
      expect(checklist.length).toBeLessThanOrEqual(5)
      expect(artefact).not.toBeNull()
    }
  })

  test('names the stages its own steps belong to, and keeps them in order', () => {
    const stages = content.steps.map(({ stage }) => RESIST_STAGES.indexOf(stage))
    expect(stages).toEqual(stages.toSorted((left, right) => left - right))
    expect(content.stages).toEqual(RESIST_STAGES.filter((stage) => content.steps.some((step) => step.stage === stage)))
  })

  test('speaks of narratives without labels', () => {
    expect(text).not.toMatch(/fake news|infodemic of lies|conspiracy theorist|bad actors?\b|truth police/i)
    const judged = [content.title, content.summary, ...content.whenToUse, ...content.steps.map(({ title }) => title)]
    for (const sentence of [...judged, ...content.steps.map(({ action }) => action)]) {
      expect(sentence).not.toMatch(/disinformation/i)
    }
  })

  test('says everything once', () => {
    for (const list of [content.dos, content.donts, content.tags, content.steps.map(({ title }) => title)]) {
      expect(new Set(list).size).toBe(list.length)
    }
  })

  test('is in English, under an open licence, with https sources', () => {
    expect(content).toMatchObject({ language: 'en', licence: 'CC BY 4.0' })
    for (const { url } of content.sources) if (url !== null) expect(url).toMatch(/^https:\/\//)
  })
})

describe.each(named(specific))('$slug with the base', ({ content }) => {
  const merged = mergeInheritedSteps(content, base?.content)

  test('has six to twelve steps of its own, none posing as inherited', () => {
    expect(content.steps.length).toBeGreaterThanOrEqual(6)
    expect(content.steps.length).toBeLessThanOrEqual(12)
    for (const { key } of content.steps) expect(key.startsWith(INHERITED_KEY_PREFIX)).toBe(false)
  })

  test('has every key once, and covers every base step by itself or its replacement', () => {
    const keys = merged.steps.map(({ step }) => step.key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { key } of base?.content.steps ?? []) {
      expect(
        keys.filter((candidate) => candidate === key || candidate === `${INHERITED_KEY_PREFIX}${key}`),
      ).toHaveLength(1)
    }
  })

  test('replaces a base step only in the same stage', () => {
    const elsewhere = content.steps.filter((own) =>
      base?.content.steps.some(({ key, stage }) => key === own.key && stage !== own.stage),
    )
    expect(elsewhere).toEqual([])
  })

  test('clears the text before it publishes, and closes last', () => {
    const places = merged.steps.map(({ step }) => step.key.replace(INHERITED_KEY_PREFIX, ''))
    const order = [
      'archive-evidence',
      'opinion-and-legality-gate',
      'assess-impact',
      'choose-option',
      'clear-text',
      'publish',
    ]
    const positions = order.map((key) => places.indexOf(key))
    expect(positions).toEqual(positions.toSorted((left, right) => left - right))
    expect(places.at(-1)).toBe('close-and-learn')
  })
})

const DISARM = new URL('../../../shared/data/disarm/', import.meta.url)

test.skipIf(!existsSync(DISARM))(
  'every DISARM identifier exists (skipped without the framework data beside the repository)',
  () => {
    const known = ['techniques.csv', 'tactics.csv'].flatMap((name) => {
      const rows = readFileSync(new URL(name, DISARM), 'utf8').split('\n').slice(1)
      return rows.map((row) => row.split(',')[0])
    })
    const used = playbooks.flatMap(({ content }) => content.disarmTechniques)
    expect(used.length).toBeGreaterThan(5)
    expect(used.filter((id) => !known.includes(id))).toEqual([])
  },
)

describe('faulty files', () => {
  test('are all named with their fault, and nothing is loaded', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'playbooks-'))
    try {
      const good = specific[0]
      writeFileSync(join(folder, 'broken.json'), '{ "slug": ')
      writeFileSync(join(folder, 'thin.json'), JSON.stringify({ slug: 'thin', content: { title: 'x' } }))
      writeFileSync(join(folder, 'other-name.json'), JSON.stringify(good))
      writeFileSync(join(folder, `${good?.slug}.json`), JSON.stringify(good))
      const fault = await loadStarterPlaybooks(pathToFileURL(`${folder}/`)).then(String, String)
      expect(fault).toContain('broken.json: not JSON')
      expect(fault).toContain('thin.json: ')
      expect(fault).toContain('content.summary')
      expect(fault).toContain(`other-name.json: the slug “${good?.slug}” differs from the file name.`)
      expect(fault).toContain(`${good?.slug}.json: inherits “base-response”, which is no base playbook here.`)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
