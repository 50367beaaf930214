import { z } from 'zod'

/** What the model is asked for. */
const askedSchema = z.strictObject({
  title: z.string(),
  sentences: z.array(
    z.strictObject({
      text: z.string(),
      quotes: z.array(z.strictObject({ item: z.number(), words: z.string() })),
    }),
  ),
})

const { $schema: _, ...form } = z.toJSONSchema(askedSchema)

/** The form of the answer, as a JSON schema for servers that keep to one. */
export const DRAFT_ANSWER_FORM = { name: 'draft', schema: form }

const MAX_SENTENCES = 8
const MAX_QUOTES = 4

/** Numbers of items come as `3`, `"3"` and `"[3]"`. */
const itemNumber = z.union([z.number(), z.string().transform((text) => Number(/^\D*(\d{1,4})\D*$/u.exec(text)?.[1]))])

/** What is read from whatever came: anything beside these fields, and anything too many, is left. */
export const draftAnswerSchema = z.object({
  title: z.string().nullish(),
  sentences: z
    .array(
      z.object({
        text: z.string(),
        quotes: z
          .array(z.object({ item: itemNumber, words: z.string() }))
          .transform((quotes) => quotes.slice(0, MAX_QUOTES))
          .default([]),
      }),
    )
    .transform((sentences) => sentences.slice(0, MAX_SENTENCES)),
})
export type DraftAnswer = z.infer<typeof draftAnswerSchema>
