import { createRoute } from '@hono/zod-openapi'

import { addedItemSchema, addItemSchema } from '@hub/core/intake/add-item.ts'
import { addItem } from '@hub/db/intake/add-item.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const EXAMPLE = {
  profileId: '0199c9a2-5d7e-7c61-9a44-3f0a4e1d2b11',
  title: 'Tap water is safe, the ministry says',
  text: 'After the repair of the main pipe …',
  url: 'https://news.example/water',
  publishedAt: '2026-11-22',
}

/** An item that a person adds by hand. */
export function addItemRoutes(deps: ApiDeps) {
  return createRouter().openapi(
    createRoute({
      method: 'post',
      path: '/items',
      summary: 'Add one item by hand',
      description:
        'Refused with `no_term_matches` (409) when no term of the profile wants it: send it again with a `reason` to keep it.',
      ...guarded('item.add'),
      request: { body: body(addItemSchema.openapi({ example: EXAMPLE })) },
      responses: { 201: answer(addedItemSchema, 'Stored, or known already.') },
    }),
    async (c) =>
      c.json(await addItem(deps.db, writeBy(deps, c), { ...c.req.valid('json'), allowList: deps.allowList }), 201),
  )
}
