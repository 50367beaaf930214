import { resolve } from 'node:path'
import { parseAllowList, type AllowList } from '@hub/core/source/allow-list.ts'
import { z } from 'zod'
import { suggestName } from './suggest-name.ts'
import { findSecretWeakness } from './weak-secret.ts'
import {
  findModelFaults,
  findModelRisks,
  type ModelSettings,
  MODEL_VARIABLES,
  readModelSettings,
} from './model-settings.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]']
const MAKE_SECRET = 'Make one with: openssl rand -base64 48'

/** Every variable an operator may set. The words of each error are what the operator reads. */
const schema = z
  .object({
    PORT: z
      .string()
      .default('8080')
      .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535, {
        error: ({ input }) => `PORT is "${input}". Write a port number from 1 to 65535, for example PORT=8080`,
      }),
    HUB_HOST: z
      .string()
      .regex(/^[\w.:-]+$/, {
        error: ({ input }) => `HUB_HOST is "${input}". Write the address to listen on, for example HUB_HOST=0.0.0.0`,
      })
      .optional(),
    HUB_PUBLIC_URL: z
      .string()
      .refine(isSiteUrl, {
        error: ({ input }) =>
          `HUB_PUBLIC_URL is "${input}". Write the address people open, without a path, for example HUB_PUBLIC_URL=https://hub.example.gov`,
      })
      .optional(),
    HUB_DATA_DIR: z.string().default('./data'),
    DATABASE_URL: databaseUrl('DATABASE_URL'),
    DATABASE_OWNER_URL: databaseUrl('DATABASE_OWNER_URL'),
    REDIS_URL: z
      .string()
      .refine(hasScheme('redis:', 'rediss:'), {
        error: 'REDIS_URL is not an address of a Redis server. Write for example REDIS_URL=redis://localhost:6379',
      })
      .optional(),
    HUB_SECRET: z.string().optional(),
    HUB_ALLOW_HOSTS: z.string().default(''),
    ...MODEL_VARIABLES,
    LOG_LEVEL: z
      .enum(LOG_LEVELS, { error: ({ input }) => `LOG_LEVEL is "${input}". Write one of: ${LOG_LEVELS.join(', ')}` })
      .default('info'),
  })
  .superRefine(
    (values, context) => {
      for (const message of faultsBetween(values)) context.addIssue({ code: 'custom', message })
    },
    // Also after a faulty variable, so that one start shows every fault.
    { when: () => true },
  )

/** The names of all variables the hub reads. */
export const ENV_NAMES: readonly string[] = Object.keys(schema.shape)

/** What the hub runs with; frozen. `main` files read it once and pass values down. */
export interface Env {
  readonly port: number
  /** Address to listen on: the loopback unless HUB_HOST or a HUB_PUBLIC_URL elsewhere opens it. */
  readonly host: string
  /** Origin people open, without a closing slash. */
  readonly publicUrl: string
  /** Absolute path. */
  readonly dataDir: string
  /** Undefined: the embedded server. */
  readonly databaseUrl: string | undefined
  /** Migrates and purges; the same as `databaseUrl` unless set. */
  readonly databaseOwnerUrl: string | undefined
  /** Undefined: jobs stand in PostgreSQL. */
  readonly redisUrl: string | undefined
  /** Undefined: the hub makes one in its data folder. */
  readonly secret: string | undefined
  /** Private hosts the collector may reach, as written and as read. */
  readonly allowHosts: string
  readonly allowList: AllowList
  /** Undefined: no language model is used. */
  readonly model: ModelSettings | undefined
  readonly logLevel: (typeof LOG_LEVELS)[number]
}

export type EnvReading = { ok: true; env: Env; warnings: string[] } | { ok: false; faults: string[] }

/**
 * Reads and checks all settings. Every fault is listed at once, each naming its variable and what to write instead. An
 * empty value counts as not set.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): EnvReading {
  const set = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = schema.safeParse(set)
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.map((issue) => issue.message) }
  const values = parsed.data
  const publicUrl = new URL(values.HUB_PUBLIC_URL ?? `http://localhost:${values.PORT}`)
  const isLocal = LOOPBACK_HOSTS.includes(publicUrl.hostname)
  const env = Object.freeze({
    port: Number(values.PORT),
    host: values.HUB_HOST ?? (isLocal ? '127.0.0.1' : '0.0.0.0'),
    publicUrl: publicUrl.origin,
    dataDir: resolve(values.HUB_DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    databaseOwnerUrl: values.DATABASE_OWNER_URL ?? values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    secret: values.HUB_SECRET,
    allowHosts: values.HUB_ALLOW_HOSTS,
    allowList: parseAllowList(values.HUB_ALLOW_HOSTS).allowList,
    model: readModelSettings(values),
    logLevel: values.LOG_LEVEL,
  })
  return {
    ok: true,
    env,
    warnings: [...unknownNames(set), ...riskyChoices(env, publicUrl, isLocal), ...findModelRisks(env.model)],
  }
}

/** Faults that two variables make together. Takes values as written, since either may itself be faulty. */
function faultsBetween(values: z.infer<typeof schema>): string[] {
  const faults = parseAllowList(values.HUB_ALLOW_HOSTS).faults.map(
    (fault) => `HUB_ALLOW_HOSTS: ${fault} Write for example HUB_ALLOW_HOSTS="127.0.0.1;interval=5s;gap=0, 10.0.0.0/8"`,
  )
  faults.push(...findModelFaults(values))
  if (values.DATABASE_OWNER_URL !== undefined && values.DATABASE_URL === undefined) {
    faults.push('DATABASE_OWNER_URL is set, but DATABASE_URL is not. Set both, or neither to use the embedded database')
  }
  if (values.DATABASE_URL === undefined) return faults
  const [database, owned] = [values.DATABASE_URL, values.DATABASE_OWNER_URL].map(
    (text) => URL.parse(text ?? '')?.pathname,
  )
  if (database !== undefined && owned !== undefined && database !== owned) {
    faults.push(
      `DATABASE_URL and DATABASE_OWNER_URL name different databases (${database.slice(1)} and ${owned.slice(1)}). Write the same one in both, each with its own role`,
    )
  }
  if (values.HUB_SECRET === undefined) {
    faults.push(
      `HUB_SECRET is not set. With DATABASE_URL, every process of the hub needs the same secret. ${MAKE_SECRET}`,
    )
    return faults
  }
  const weakness = findSecretWeakness(values.HUB_SECRET)
  if (weakness !== undefined) faults.push(`HUB_SECRET ${weakness}. ${MAKE_SECRET}`)
  return faults
}

function unknownNames(set: Record<string, string | undefined>): string[] {
  const unknown = Object.keys(set).filter((name) => /^HUB_(?!TEST_)/.test(name) && !ENV_NAMES.includes(name))
  return unknown.map((name) => {
    const meant = suggestName(name, ENV_NAMES)
    return `${name} is not a setting of the hub and is ignored.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
  })
}

function riskyChoices(env: Env, publicUrl: URL, isLocal: boolean): string[] {
  const warnings: string[] = []
  if (!isLocal && publicUrl.protocol === 'http:') {
    warnings.push(
      'HUB_PUBLIC_URL begins with http: passwords and sessions cross the network unencrypted. Put the hub behind HTTPS.',
    )
  }
  const weakness = env.secret === undefined ? undefined : findSecretWeakness(env.secret)
  if (weakness !== undefined)
    warnings.push(`HUB_SECRET ${weakness}. ${MAKE_SECRET}, or leave it out: the hub then makes one.`)
  return warnings
}

function databaseUrl(name: string) {
  const example = 'postgres://hub_app:PASSWORD@db.example.gov:5432/hub'
  return z
    .string()
    .refine(hasScheme('postgres:', 'postgresql:'), {
      error: `${name} is not an address of a PostgreSQL database. Write for example ${name}=${example}`,
    })
    .optional()
}

function hasScheme(...schemes: string[]) {
  return (text: string) => schemes.includes(URL.parse(text)?.protocol ?? '')
}

function isSiteUrl(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.hostname === '' || !['http:', 'https:'].includes(url.protocol)) return false
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
}
