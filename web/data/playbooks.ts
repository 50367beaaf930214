import { playbookDetailSchema, playbookRowSchema } from '@hub/core/playbook/playbook-view.ts'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'

import { getJson, withQuery } from '../api.ts'

const playbookListSchema = z.object({ rows: z.array(playbookRowSchema), tags: z.array(z.string()) })

export type PlaybookFilter = { q?: string | undefined; stage?: string | undefined; tag?: string | undefined }

export const playbooksQuery = (filter: PlaybookFilter) =>
  queryOptions({
    queryKey: ['playbooks', filter],
    queryFn: ({ signal }) => getJson(withQuery('/playbooks', filter), playbookListSchema, signal),
    meta: { nouns: ['playbook'] },
  })

export const playbookQuery = (slug: string) =>
  queryOptions({
    queryKey: ['playbook', slug],
    queryFn: ({ signal }) => getJson(`/playbooks/${slug}`, playbookDetailSchema, signal),
    meta: { nouns: ['playbook'] },
  })
