import type { ApiDeps } from './api-deps.ts'
import type { createV1 } from './v1.ts'

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable name of the problem.' },
    detail: { type: 'string', description: 'What happened and what to do, in a sentence.' },
    current: { description: 'After a conflict: what stands now.' },
    faults: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
    reference: { type: 'string' },
  },
} as const

/** The OpenAPI 3.1 description of every route, each with its permission under `x-permission`. */
export function describeApi(v1: ReturnType<typeof createV1>, deps: Pick<ApiDeps, 'version' | 'publicUrl'>) {
  const document = v1.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'dismis-hub',
      version: deps.version,
      description: 'Every problem is an application/problem+json body (RFC 9457).',
    },
    servers: [{ url: `${deps.publicUrl}/api/v1` }],
    security: [{ session: [] }],
  })
  const problem = {
    description: 'A problem.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path ?? {})) {
      if (typeof operation === 'object' && 'responses' in operation)
        operation.responses = { ...operation.responses, default: problem }
    }
  }
  return {
    ...document,
    components: {
      ...document.components,
      schemas: { ...document.components?.schemas, Problem: PROBLEM },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'hub.session_token' },
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key that a coordinator made.' },
      },
    },
  }
}
