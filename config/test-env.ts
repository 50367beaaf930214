/** What the test run takes from outside; each is optional, and tests say what they skip without it. */
export interface TestEnv {
  /** A PostgreSQL to test on instead of an embedded one. */
  databaseUrl: string | undefined
  /** A Redis to run the job tests on besides PostgreSQL. */
  redisUrl: string | undefined
  /** The Chromium that browser tests drive. */
  chromiumPath: string
  /** Whether the fault tests run in their long form. */
  isLongFaults: boolean
  /** The seed of what tests draw by chance, to run a failed draw again. */
  seed: number | undefined
}

export const TEST_ENV_NAMES = [
  'DATABASE_URL',
  'HUB_TEST_REDIS_URL',
  'HUB_TEST_CHROMIUM',
  'HUB_TEST_FAULTS',
  'HUB_TEST_SEED',
] as const

/** Reads the settings of a test run. */
export function readTestEnv(source: Record<string, string | undefined> = process.env): TestEnv {
  const read = (name: (typeof TEST_ENV_NAMES)[number]) => source[name]?.trim() || undefined
  return {
    databaseUrl: read('DATABASE_URL'),
    redisUrl: read('HUB_TEST_REDIS_URL'),
    chromiumPath: read('HUB_TEST_CHROMIUM') ?? '/usr/bin/chromium',
    isLongFaults: read('HUB_TEST_FAULTS') === 'long',
    seed: read('HUB_TEST_SEED') === undefined ? undefined : Number(read('HUB_TEST_SEED')),
  }
}
