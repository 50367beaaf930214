import { staysInside } from '@hub/core/model/stays-inside.ts'
import { z } from 'zod'

/** The strictest labels of item texts that a model server may be sent. RED and AMBER+STRICT never are. */
export const MODEL_TLP = ['CLEAR', 'GREEN', 'AMBER'] as const

const EXAMPLE = 'HUB_MODEL_URL=http://127.0.0.1:11434/v1'

/** What an operator may set about the language model; all of it is off unless `HUB_MODEL_URL` is set. */
export const MODEL_VARIABLES = {
  HUB_MODEL_URL: z
    .string()
    .refine(isBaseUrl, {
      error: `HUB_MODEL_URL is not the base address of a model server, without user name, password or anything after the path. Write for example ${EXAMPLE}`,
    })
    .optional(),
  HUB_MODEL_KEY: z
    .string()
    .refine((key) => /^[\x21-\x7e]+$/.test(key.trim()), {
      error: 'HUB_MODEL_KEY holds a space or a letter that no key has. Copy the key again, on one line',
    })
    .optional(),
  HUB_CHAT_MODEL: modelName('HUB_CHAT_MODEL'),
  HUB_EMBEDDING_MODEL: modelName('HUB_EMBEDDING_MODEL'),
  HUB_MODEL_TLP: z
    .enum(MODEL_TLP, { error: ({ input }) => `HUB_MODEL_TLP is "${input}". Write one of: ${MODEL_TLP.join(', ')}` })
    .optional(),
}

type Written = { [Name in keyof typeof MODEL_VARIABLES]?: string | undefined }

/** A server that speaks the OpenAI protocol, and what it is used for. */
export type ModelSettings = {
  /** Without a closing slash. */
  readonly url: string
  /** Sent to that server alone. */
  readonly key: string | undefined
  /** Drafts titles and summaries; undefined: it does not. */
  readonly chatModel: string | undefined
  /** Gives narratives their vectors; undefined: it does not. */
  readonly embeddingModel: string | undefined
  /** The strictest label of the item texts it is sent. */
  readonly tlp: (typeof MODEL_TLP)[number]
}

/** The model settings; undefined while they are off. */
export function readModelSettings(
  written: Written & { HUB_MODEL_TLP?: ModelSettings['tlp'] },
): ModelSettings | undefined {
  if (written.HUB_MODEL_URL === undefined) return undefined
  const url = written.HUB_MODEL_URL.trim().replace(/\/+$/, '')
  return Object.freeze({
    url,
    key: written.HUB_MODEL_KEY?.trim(),
    chatModel: written.HUB_CHAT_MODEL?.trim(),
    embeddingModel: written.HUB_EMBEDDING_MODEL?.trim(),
    tlp: written.HUB_MODEL_TLP ?? (staysInside(url) ? 'AMBER' : 'GREEN'),
  })
}

/** Faults between the model's variables. */
export function findModelFaults(written: Written): string[] {
  const { HUB_MODEL_URL, ...others } = written
  const set = Object.keys(MODEL_VARIABLES).filter((name) => others[name as keyof typeof others] !== undefined)
  if (HUB_MODEL_URL === undefined) {
    return set.map(
      (name) => `${name} is set, but HUB_MODEL_URL is not. Write where the model answers, for example ${EXAMPLE}`,
    )
  }
  if (written.HUB_CHAT_MODEL !== undefined || written.HUB_EMBEDDING_MODEL !== undefined) return []
  return [
    'HUB_MODEL_URL is set, but no model is named. Write HUB_CHAT_MODEL for drafts, HUB_EMBEDDING_MODEL for likeness across languages, or both',
  ]
}

/** What an operator should know about the choice before the first text is sent. */
export function findModelRisks(model: ModelSettings | undefined): string[] {
  if (model === undefined || staysInside(model.url)) return []
  const { protocol, host } = new URL(model.url)
  const warnings = [
    `The model server ${host} is outside this network: item texts labelled ${model.tlp} or freer are sent there. A server of your own keeps them inside.`,
  ]
  if (protocol === 'http:') {
    warnings.push('HUB_MODEL_URL begins with http: the key and the texts cross the network unencrypted. Use https:.')
  }
  return warnings
}

function modelName(name: string) {
  return z
    .string()
    .max(200, { error: `${name} is too long for the name of a model` })
    .optional()
}

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text.trim())
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') return false
  return url.username === '' && url.password === '' && url.search === '' && url.hash === ''
}
