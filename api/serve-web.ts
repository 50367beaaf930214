import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

import type { HubEnv } from './hub-env.ts'

const NO_WEB = 'The hub runs, but its web app is not built. Run: npm run build'

/**
 * The built web app: files with a hash in their name are kept by browsers for ever; every other address gets the page
 * itself, asked for anew each time. A missing file is a 404, never the page.
 */
export function serveWeb(webRoot: string | undefined): Hono<HubEnv> {
  const app = new Hono<HubEnv>()
  if (webRoot === undefined) return app.get('*', (c) => c.text(NO_WEB, 503))
  app.use('*', async (c, next) => {
    await next()
    if (c.res.status !== 200 || c.res.headers.has('cache-control')) return
    c.header(
      'cache-control',
      c.req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    )
  })
  app.use(
    '*',
    serveStatic({
      root: webRoot,
      precompressed: true,
      // The page is answered below, so that its address makes no difference.
      rewriteRequestPath: (path) => (path === '/' ? '/index.html.not-here' : path),
    }),
  )
  app.get('*', (c) => {
    const page = join(webRoot, 'index.html')
    if (/\.[a-z0-9]{2,5}$/i.test(c.req.path)) return c.text('There is no such file.', 404)
    if (!existsSync(page)) return c.text(NO_WEB, 503)
    const html = readFileSync(page)
    const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, { etag })
    return c.html(html.toString('utf8'), 200, { 'cache-control': 'no-cache', etag })
  })
  return app
}
