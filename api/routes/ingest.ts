import { createHash } from 'node:crypto'

import { createRoute, z } from '@hono/zod-openapi'

import { INGEST_ITEMS_MAX, ingestAnswerSchema } from '@hub/core/item/ingest-view.ts'
import { ingestItems } from '@hub/db/intake/ingest-items.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter } from '../router.ts'
import { TooManyRequests } from '../too-many-requests.ts'

const EXAMPLE_ITEMS = [
  {
    id: 'desk-4711',
    url: 'https://news.example/water',
    title: 'Tap water is safe, the ministry says',
    text: 'After the repair of the main pipe, the ministry of health says that …',
    publishedAt: '2026-11-22T09:30:00Z',
    language: 'en',
    publisher: 'The Daily',
  },
]

/** One item as the description shows it. It is read item by item, so that one fault refuses one item, not the batch. */
const ITEM = {
  type: 'object',
  description:
    'Needs a title or a text. Other fields, an author’s name among them, are dropped and never stored. Dates are ISO 8601; without a zone they are UTC.',
  properties: {
    id: { type: 'string', maxLength: 500, description: 'Your own id: sending it again updates the item.' },
    url: { type: 'string', format: 'uri', description: 'The page; one page is one item, whoever sends it.' },
    title: { type: 'string', maxLength: 1000 },
    text: { type: 'string', maxLength: 200_000, description: 'Plain text.' },
    publishedAt: { type: 'string', format: 'date-time' },
    language: { type: 'string', description: 'ISO 639-1, such as “en”; told from the text when left out.' },
    publisher: { type: 'string', description: 'Who published it; default: the site of the url.' },
  },
} as const

const bodySchema = z.object({
  items: z.array(z.unknown().openapi(ITEM)).min(1).max(INGEST_ITEMS_MAX).openapi({ example: EXAMPLE_ITEMS }),
})

const DESCRIPTION = `Hands in up to ${INGEST_ITEMS_MAX} items. Each item is judged for itself: the answer is 200 whenever the batch could be
read, and says of every item whether it was \`stored\`, is \`known\` already (\`isRevised\` when its words changed), was \`filtered\`
by the watch profile's terms, or was \`refused\` with a reason. Nothing is stored when the answer is a problem. A repeat with the
same \`Idempotency-Key\` and body gets the first answer again for 48 hours (header \`Idempotency-Replayed: true\`); the same key
with another body is a 409. More than 60 requests a minute are answered 429 with \`Retry-After\`.`

/** The door for other systems: an API key instead of a session. */
export function ingestRoutes(deps: ApiDeps) {
  return createRouter().openapi(
    createRoute({
      method: 'post',
      path: '/ingest/items',
      'x-permission': 'item.ingest',
      summary: 'Hand in items from another system',
      description: DESCRIPTION,
      security: [{ apiKey: [] }],
      request: {
        headers: z.object({
          'idempotency-key': z
            .string({ error: 'Send an Idempotency-Key header with every batch, such as a new UUID.' })
            .min(8, 'Use at least 8 characters, such as a new UUID.')
            .max(200)
            .openapi({ example: '0199c9a2-5d7e-7c61-9a44-3f0a4e1d2b11' }),
        }),
        body: body(bodySchema),
      },
      responses: { 200: answer(ingestAnswerSchema, 'What became of each item.') },
    }),
    async (c) => {
      const { id, actor } = c.var.apiKey
      const bodyHash = createHash('sha256')
        .update(await c.req.text())
        .digest('base64url')
      const result = await ingestItems(
        deps.db,
        { actor, now: deps.clock(), requestId: c.var.requestId },
        {
          apiKeyId: id,
          idempotencyKey: c.req.valid('header')['idempotency-key'],
          bodyHash,
          items: c.req.valid('json').items,
          allowList: deps.allowList,
        },
      )
      if (result.kind === 'too_many') {
        throw new TooManyRequests(
          'This key has sent as many batches as it may in a minute. Send fewer, larger ones, or wait.',
          result.retryAfterMs,
        )
      }
      if (result.isReplay) c.header('idempotency-replayed', 'true')
      return c.json(result.answer, 200)
    },
  )
}
