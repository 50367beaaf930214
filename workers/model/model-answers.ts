import { z } from 'zod'

/** What of a chat answer is read: the words. Calls of tools, and whatever else a server adds, are not even looked at. */
const chatSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]).nullish(),
        }),
      }),
    )
    .min(1),
})

const embeddingsSchema = z.object({
  data: z.array(z.object({ index: z.number().int().optional(), embedding: z.array(z.number()) })),
})

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

/** The words of a chat answer; undefined when there are none. */
export function readChatAnswer(body: Uint8Array): string | undefined {
  const parsed = chatSchema.safeParse(readJson(body))
  const content = parsed.data?.choices[0]?.message.content
  const text = Array.isArray(content) ? content.map((part) => part.text ?? '').join('') : content
  return text === undefined || text === null || text.trim() === '' ? undefined : text
}

/** The embeddings in the order of the texts; undefined unless there is exactly one for each. */
export function readEmbeddingAnswer(body: Uint8Array, count: number): number[][] | undefined {
  const rows = embeddingsSchema.safeParse(readJson(body)).data?.data
  if (rows?.length !== count) return undefined
  const byIndex = new Map(rows.map(({ index, embedding }, at) => [index ?? at, embedding]))
  const found = Array.from({ length: count }, (_, at) => byIndex.get(at) ?? [])
  return found.every((embedding) => embedding.length > 0) ? found : undefined
}

/** The names of the models a server lists; undefined when it lists none. */
export function readModelList(body: Uint8Array): string[] | undefined {
  return modelsSchema.safeParse(readJson(body)).data?.data.map(({ id }) => id)
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
