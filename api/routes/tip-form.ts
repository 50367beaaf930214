import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

import { LIVE_WORLD } from '@hub/core/access/role.ts'
import { readTip, type TipWords } from '@hub/core/tip/read-tip.ts'
import { chooseTipLanguage, TIP_LANGUAGES } from '@hub/core/tip/words/choose-words.ts'
import { recordTip } from '@hub/db/tip/record-tip.ts'
import { isTipFormOpen } from '@hub/db/tip/tip-setting.ts'

import type { ApiDeps } from '../api-deps.ts'
import { clientAddress } from '../client-address.ts'
import type { HubEnv } from '../hub-env.ts'
import { createTipLimiter } from '../tip-limiter.ts'
import { tipFormPage, type TipNotice, tipNoticePage } from '../tip-page.ts'
import { TIP_STYLE } from '../tip-style.ts'

const BODY_BYTES_MAX = 16 * 1024
const FIELDS = ['text', 'link', 'place', 'language', 'website', 'openedAt'] as const
const ACTOR = { kind: 'webhook', name: 'tip-form', world: LIVE_WORLD } as const

/**
 * The public form for tips: plain pages without script, cookie or session. Closed until an administrator opens it; then it
 * says so with 404. Nothing about the sender is kept, and nothing enters the hub's items before a person accepted it.
 */
export function tipFormRoutes(deps: Pick<ApiDeps, 'db' | 'clock'>) {
  const limiter = createTipLimiter()
  const routes = new Hono<HubEnv>()
  routes.use('/tip/*', async (c, next) => {
    await next()
    c.header('cache-control', c.req.path === '/tip/form.css' ? 'public, max-age=3600' : 'no-store')
  })
  routes.get('/tip/form.css', (c) => c.text(TIP_STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }))
  routes.get('/tip/thanks', (c) => c.html(tipNoticePage(pageOf(c), 'thanks')))
  routes.get('/tip', async (c) => {
    if (!(await isTipFormOpen(deps.db))) return c.html(tipNoticePage(pageOf(c), 'closed'), 404)
    const shownAt = String(deps.clock().getTime())
    return c.html(tipFormPage(pageOf(c), { sent: { ...NOTHING, openedAt: shownAt }, faults: [], notice: null }))
  })
  routes.post('/tip', limit(), async (c) => {
    if (!(await isTipFormOpen(deps.db))) return c.html(tipNoticePage(pageOf(c), 'closed'), 404)
    const sent = await readFields(c)
    const now = deps.clock()
    const reading = readTip(sent, now)
    const again = (notice: TipNotice, openedAt = sent.openedAt) =>
      tipFormPage(pageOf(c), { sent: { ...sent, openedAt }, faults: [], notice })
    if (reading.kind === 'faults')
      return c.html(tipFormPage(pageOf(c), { sent, faults: reading.faults, notice: null }), 400)
    if (reading.kind === 'hasty') return c.html(again('hasty', openedAt(sent, now)), 400)
    const waitMs = limiter.take(clientAddress(c), now)
    if (waitMs !== null) return c.html(again('tooMany'), 429, { 'retry-after': String(Math.ceil(waitMs / 1000)) })
    if (reading.kind === 'tip') {
      const recorded = await recordTip(deps.db, { actor: ACTOR, now, requestId: c.var.requestId }, reading.tip)
      if (recorded.kind === 'closed') return c.html(tipNoticePage(pageOf(c), 'closed'), 404)
      if (recorded.kind === 'full') return c.html(again('full'), 429, { 'retry-after': '3600' })
    }
    return c.redirect(`/tip/thanks?lang=${pageOf(c).language}`, 303)
  })
  return routes
}

const NOTHING: TipWords = { text: '', link: '', place: '', language: '', website: '', openedAt: '' }

function pageOf(c: Context<HubEnv>) {
  const language = chooseTipLanguage(c.req.query('lang'), c.req.header('accept-language'))
  return { language, words: TIP_LANGUAGES[language] }
}

/** When the form was opened; a form that does not know says now. */
function openedAt(sent: TipWords, now: Date): string {
  const isKnown = /^\d{13}$/.test(sent.openedAt) && Number(sent.openedAt) <= now.getTime()
  return isKnown ? sent.openedAt : String(now.getTime())
}

function limit() {
  return bodyLimit({
    maxSize: BODY_BYTES_MAX,
    onError: (c) => c.html(tipNoticePage(pageOf(c), 'tooLarge'), 413),
  })
}

/** The fields of the form as text; anything else that was sent is not looked at. */
async function readFields(c: Context<HubEnv>): Promise<TipWords> {
  const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false
  const sent = new URLSearchParams(isForm ? await c.req.text() : '')
  return Object.fromEntries(FIELDS.map((name) => [name, sent.get(name) ?? ''])) as TipWords
}
