import { describe, expect, test } from 'vitest'
import { readEnv, type Env } from './env.ts'

const GOOD_SECRET = 'u3Vb9-Kq7_xT2mZp8Wd4Lr6Yc1Nf5Hs0Gj'
const DATABASE_URL = 'postgres://hub_app:pw@db.example.gov:5432/hub'

function envOf(source: Record<string, string>): Env {
  const reading = readEnv(source)
  if (!reading.ok) throw new Error(reading.faults.join('\n'))
  return reading.env
}

function faultsOf(source: Record<string, string>): string[] {
  const reading = readEnv(source)
  return reading.ok ? [] : reading.faults
}

function warningsOf(source: Record<string, string>): string[] {
  const reading = readEnv(source)
  return reading.ok ? reading.warnings : []
}

describe('without any setting', () => {
  test('the hub is reached on this machine only, with the embedded database', () => {
    expect(envOf({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:8080',
      databaseUrl: undefined,
      redisUrl: undefined,
      secret: undefined,
      allowHosts: '',
      logLevel: 'info',
    })
    expect(envOf({}).dataDir).toMatch(/^\/.*\/data$/)
    expect(warningsOf({})).toEqual([])
  })

  test('empty values count as not set', () => {
    expect(envOf({ PORT: '', HUB_SECRET: ' ', DATABASE_URL: '' })).toEqual(envOf({}))
  })

  test('the settings cannot be changed afterwards', () => {
    expect(Object.isFrozen(envOf({}))).toBe(true)
  })
})

describe('addresses', () => {
  test('the public address follows the port', () => {
    expect(envOf({ PORT: '9000' }).publicUrl).toBe('http://localhost:9000')
  })

  test('a public address elsewhere opens the hub to the network; HUB_HOST decides when set', () => {
    expect(envOf({ HUB_PUBLIC_URL: 'https://hub.example.gov/' })).toMatchObject({
      host: '0.0.0.0',
      publicUrl: 'https://hub.example.gov',
    })
    expect(envOf({ HUB_PUBLIC_URL: 'https://hub.example.gov', HUB_HOST: '127.0.0.1' }).host).toBe('127.0.0.1')
    expect(envOf({ HUB_HOST: '0.0.0.0' }).host).toBe('0.0.0.0')
  })

  test('the owner of the database is the same as its user unless set', () => {
    expect(envOf({ DATABASE_URL, HUB_SECRET: GOOD_SECRET }).databaseOwnerUrl).toBe(DATABASE_URL)
    const owner = 'postgres://hub_owner:pw@db.example.gov:5432/hub'
    expect(envOf({ DATABASE_URL, DATABASE_OWNER_URL: owner, HUB_SECRET: GOOD_SECRET }).databaseOwnerUrl).toBe(owner)
  })
})

describe('faults', () => {
  test('all are listed at once, each naming its variable', () => {
    const faults = faultsOf({
      PORT: '80800',
      HUB_HOST: 'my host',
      HUB_PUBLIC_URL: 'hub.example.gov',
      DATABASE_URL: 'mysql://db',
      DATABASE_OWNER_URL: 'db',
      REDIS_URL: 'http://redis',
      HUB_SECRET: 'short',
      LOG_LEVEL: 'loud',
    })
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'DATABASE_OWNER_URL',
      'DATABASE_URL',
      'HUB_HOST',
      'HUB_PUBLIC_URL',
      'HUB_SECRET',
      'LOG_LEVEL',
      'PORT',
      'REDIS_URL',
    ])
    for (const fault of faults) expect(fault).toMatch(/Write|Make one/)
  })

  test.each(['0', '-1', '65536', '80a', '8080.5', ' '.repeat(2) + 'x'])('PORT=%s is refused', (port) => {
    expect(faultsOf({ PORT: port })).toEqual([expect.stringContaining('port number from 1 to 65535')])
  })

  test.each([
    'ftp://hub.example.gov',
    'https://hub.example.gov/path',
    'https://user@hub.example.gov',
    'https://hub.example.gov/?a=1',
  ])('HUB_PUBLIC_URL=%s is refused', (url) => expect(faultsOf({ HUB_PUBLIC_URL: url })).toHaveLength(1))

  test('an owner without a database is refused', () => {
    expect(faultsOf({ DATABASE_OWNER_URL: DATABASE_URL })).toEqual([expect.stringContaining('DATABASE_URL is not')])
  })

  test('an owner of another database is refused', () => {
    const owner = 'postgres://hub_owner:pw@db.example.gov:5432/hub2'
    expect(faultsOf({ DATABASE_URL, DATABASE_OWNER_URL: owner, HUB_SECRET: GOOD_SECRET })).toEqual([
      expect.stringContaining('different databases (hub and hub2)'),
    ])
  })

  test('the message about a database address does not repeat its password', () => {
    expect(faultsOf({ DATABASE_URL: 'mysql://u:hunter2@db/x', HUB_SECRET: GOOD_SECRET }).join()).not.toContain(
      'hunter2',
    )
  })
})

describe('the hosts the collector may reach', () => {
  test('are read with their interval and gap', () => {
    const { allowHosts, allowList } = envOf({ HUB_ALLOW_HOSTS: '127.0.0.1;interval=5s;gap=0' })
    expect(allowHosts).toBe('127.0.0.1;interval=5s;gap=0')
    expect(allowList.entries).toMatchObject([{ pattern: '127.0.0.1', intervalMs: 5000, gapMs: 0 }])
  })

  test('are refused entry by entry, beside other faults', () => {
    const faults = faultsOf({ HUB_ALLOW_HOSTS: 'http://x, 10.0.0.0/99, 127.0.0.1', PORT: 'x' })
    expect(faults.map((fault) => fault.split(/[ :]/)[0])).toEqual(['PORT', 'HUB_ALLOW_HOSTS', 'HUB_ALLOW_HOSTS'])
  })
})

describe('the secret', () => {
  test('is required and must be strong with a database of the operator', () => {
    expect(faultsOf({ DATABASE_URL })).toEqual([expect.stringMatching(/^HUB_SECRET is not set.*openssl rand/)])
    expect(faultsOf({ DATABASE_URL, HUB_SECRET: 'x'.repeat(64) })).toEqual([
      expect.stringMatching(/^HUB_SECRET repeats/),
    ])
    expect(faultsOf({ DATABASE_URL, HUB_SECRET: GOOD_SECRET })).toEqual([])
  })

  test('on the embedded database a weak one is only warned of', () => {
    expect(faultsOf({ HUB_SECRET: 'weak' })).toEqual([])
    expect(warningsOf({ HUB_SECRET: 'weak' })).toEqual([expect.stringContaining('HUB_SECRET is shorter')])
  })
})

describe('warnings', () => {
  test('an unknown name is reported with the name it resembles', () => {
    expect(warningsOf({ HUB_DATADIR: 'x' })).toEqual([
      'HUB_DATADIR is not a setting of the hub and is ignored. Did you mean HUB_DATA_DIR?',
    ])
    expect(warningsOf({ HUB_COLOUR_OF_THE_SKY: 'blue' })).toEqual([
      'HUB_COLOUR_OF_THE_SKY is not a setting of the hub and is ignored.',
    ])
    expect(warningsOf({ HUB_TEST_REDIS_URL: 'redis://x', OTHER: 'y' })).toEqual([])
  })

  test('plain http to the outside is reported', () => {
    expect(warningsOf({ HUB_PUBLIC_URL: 'http://hub.example.gov' })).toEqual([expect.stringContaining('HTTPS')])
    expect(warningsOf({ HUB_PUBLIC_URL: 'http://localhost:8080' })).toEqual([])
  })
})

describe('the language model', () => {
  const HUB_MODEL_URL = 'http://127.0.0.1:11434/v1'

  test('is off unless its address is set', () => {
    expect(envOf({}).model).toBeUndefined()
    expect(faultsOf({ HUB_CHAT_MODEL: 'small', HUB_MODEL_KEY: 'k' })).toEqual([
      expect.stringMatching(/^HUB_MODEL_KEY is set, but HUB_MODEL_URL is not\. Write/),
      expect.stringMatching(/^HUB_CHAT_MODEL is set, but HUB_MODEL_URL is not\. Write/),
    ])
  })

  test('on this machine reads what is labelled AMBER, elsewhere only GREEN unless the operator says so', () => {
    const inside = { HUB_MODEL_URL: `${HUB_MODEL_URL}/`, HUB_CHAT_MODEL: 'small', HUB_MODEL_KEY: ' key ' }
    const model = { url: HUB_MODEL_URL, key: 'key', chatModel: 'small', embeddingModel: undefined, tlp: 'AMBER' }
    expect(envOf(inside).model).toEqual(model)
    expect(warningsOf(inside)).toEqual([])
    const outside = { HUB_MODEL_URL: 'http://models.example/v1', HUB_EMBEDDING_MODEL: 'e' }
    expect(envOf(outside).model?.tlp).toBe('GREEN')
    expect(warningsOf(outside)).toEqual([
      expect.stringContaining('models.example is outside this network: item texts labelled GREEN or freer'),
      expect.stringContaining('unencrypted'),
    ])
    expect(envOf({ ...outside, HUB_MODEL_TLP: 'AMBER' }).model?.tlp).toBe('AMBER')
  })

  test('needs an address without secrets, a known label and the name of a model', () => {
    for (const url of ['ftp://x', 'http://u:p@x/v1', 'https://x/v1?key=1', 'model']) {
      expect(faultsOf({ HUB_MODEL_URL: url, HUB_CHAT_MODEL: 'small' })).toEqual([expect.stringMatching(/Write for/)])
    }
    expect(faultsOf({ HUB_MODEL_URL })).toEqual([expect.stringContaining('no model is named')])
    const odd = { HUB_MODEL_URL, HUB_CHAT_MODEL: 'm', HUB_MODEL_TLP: 'RED', HUB_MODEL_KEY: 'two words' }
    const faults = faultsOf(odd)
    expect(faults).toHaveLength(2)
    expect(faults.join()).not.toContain('two words')
  })
})
