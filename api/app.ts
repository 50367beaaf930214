import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { judgeCollecting } from '@hub/core/source/judge-collecting.ts'
import { readCollecting } from '@hub/db/health/read-collecting.ts'
import { bodyLimit } from 'hono/body-limit'
import { except } from 'hono/combine'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'

import { OPML_BYTES_MAX } from '@hub/core/source/parse-opml.ts'

import type { ApiDeps } from './api-deps.ts'
import { clientAddress } from './client-address.ts'
import { answerError, answerMissing } from './errors.ts'
import { createMeters } from './meters.ts'
import { logRequest } from './middleware/log-request.ts'
import { nameRequest } from './middleware/name-request.ts'
import { protectBrowser } from './middleware/protect-browser.ts'
import { protectTipForm } from './middleware/protect-tip-form.ts'
import { recordAuditorReads } from './middleware/record-auditor-reads.ts'
import { refuseCrossSite } from './middleware/refuse-cross-site.ts'
import { requireApiKey } from './middleware/require-api-key.ts'
import { requireSession } from './middleware/require-session.ts'
import { describeApi } from './openapi.ts'
import { createRouter } from './router.ts'
import { operationRoutes } from './routes/operations.ts'
import { signInLinkRoute } from './routes/sign-in-link.ts'
import { tipFormRoutes } from './routes/tip-form.ts'
import { websubRoutes } from './routes/websub.ts'
import { serveWeb } from './serve-web.ts'
import { createV1 } from './v1.ts'

const BODY_BYTES_MAX = 1024 * 1024
/** An outline file travels as a JSON string, in which its quotation marks and line ends take two characters each. */
const IMPORT_BYTES_MAX = OPML_BYTES_MAX * 1.25

/** Five hundred items with their texts. */
const INGEST_BYTES_MAX = 10 * 1024 * 1024
const BODY_BYTES_OF: Readonly<Record<string, number>> = {
  '/api/v1/sources/import': IMPORT_BYTES_MAX,
  '/api/v1/ingest/items': INGEST_BYTES_MAX,
}

/** Where other systems come in, with a key instead of a session. */
const KEY_ROUTES = '/api/v1/ingest/*'

/** The whole HTTP door: sign-in under /api/auth, the API under /api/v1, the web app elsewhere. */
export function createApp(deps: ApiDeps) {
  const meters = createMeters(deps.liveChanges, async () => {
    const now = deps.clock()
    return judgeCollecting(await readCollecting(deps.db, LIVE_WORLD, now), now).isStopped
  })
  const app = createRouter()
  app.onError(answerError(deps.log))
  app.use('/tip/*', protectTipForm())
  app.use(nameRequest(), logRequest(deps.log, meters), protectBrowser(deps.publicUrl), compress())

  app.use('/api/*', refuseCrossSite(deps.trustedOrigins))
  app.use('/api/*', async (c, next) => limit(BODY_BYTES_OF[c.req.path] ?? BODY_BYTES_MAX)(c, next))
  app.use('/api/*', async (c, next) => {
    await next()
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  })
  // Of what the sign-in service could do over HTTP, people need these two; the rest goes through our own routes.
  app.on('POST', ['/api/auth/sign-in/email', '/api/auth/sign-out'], (c) =>
    deps.auth.handle(withClientAddress(c.req.raw, clientAddress(c))),
  )

  const v1 = createV1(deps)
  app.get('/api/v1/openapi.json', (c) => c.json(describeApi(v1, deps)))
  app.use('/api/v1/*', except(KEY_ROUTES, requireSession(deps), recordAuditorReads(deps)))
  app.use(KEY_ROUTES, requireApiKey(deps))
  app.route('/api/v1', v1)
  app.all('/api/*', answerMissing)

  app.route('/', operationRoutes(deps, meters))
  app.route('/', signInLinkRoute(deps))
  app.route('/', tipFormRoutes(deps))
  app.route('/', websubRoutes(deps))
  app.route('/', serveWeb(deps.webRoot))
  return app
}

function limit(maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new HTTPException(413)
    },
  })
}

function withClientAddress(request: Request, address: string): Request {
  const headers = new Headers(request.headers)
  headers.set('x-hub-client-address', address)
  return new Request(request, { headers })
}
