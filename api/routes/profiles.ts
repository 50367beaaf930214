import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'

import { scopeOf } from '@hub/core/access/scope.ts'
import { type ProfileId, profileIdSchema } from '@hub/core/ids.ts'
import { latestProfileEnd } from '@hub/core/source/profile-period.ts'
import { profileStepSchema } from '@hub/core/source/profile-step.ts'
import { previewProfileSchema, profilePreviewSchema } from '@hub/core/source/profile-preview.ts'
import {
  askExtensionSchema,
  decideExtensionSchema,
  profileViewSchema,
  proposeProfileSchema,
} from '@hub/core/source/profile-view.ts'
import { termListsSchema } from '@hub/core/source/term-lists.ts'
import { maybeReasonSchema, nameSourcesSchema, reasonSchema } from '@hub/core/source/source-input.ts'
import { Conflict, Forbidden } from '@hub/db/errors.ts'
import { approveProfile } from '@hub/db/profile/approve-profile.ts'
import { askExtension } from '@hub/db/profile/ask-extension.ts'
import { decideExtension } from '@hub/db/profile/decide-extension.ts'
import { longestProfileDays } from '@hub/db/profile/longest-profile-days.ts'
import { nameSourcesInProfile } from '@hub/db/profile/name-sources-in-profile.ts'
import { proposeProfile } from '@hub/db/profile/propose-profile.ts'
import { previewProfile } from '@hub/db/profile/preview-profile.ts'
import { getProfile, listProfiles, listProfileSteps } from '@hub/db/profile/queries.ts'
import { readTermLists } from '@hub/db/profile/term-lists.ts'
import { withdrawProfile } from '@hub/db/profile/withdraw-profile.ts'

import type { ApiDeps } from '../api-deps.ts'
import type { HubEnv } from '../hub-env.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byId = z.object({ id: profileIdSchema })

/** Watch profiles: why something is collected, by whose decision, and until when. */
export function profileRoutes(deps: ApiDeps) {
  return createRouter()
    .route('/', profileReads(deps))
    .route('/', termListReads(deps))
    .route('/', profilePreviews(deps))
    .route('/', profileProposals(deps))
    .route('/', profileDecisions(deps))
    .route('/', profileExtensions(deps))
}

async function readProfile(deps: ApiDeps, c: Context<HubEnv>, id: ProfileId) {
  return getProfile(deps.db, c.var.scope, id, deps.clock())
}

const profile = { 200: answer(profileViewSchema) }

function profileReads(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/profiles',
        ...guarded('profile.read'),
        responses: { 200: answer(z.object({ rows: z.array(profileViewSchema), latestEnd: z.iso.datetime() })) },
      }),
      async (c) => {
        const now = deps.clock()
        const latestEnd = latestProfileEnd(now, await longestProfileDays(deps.db)).toISOString()
        return c.json({ rows: await listProfiles(deps.db, c.var.scope, now), latestEnd }, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/profiles/{id}',
        ...guarded('profile.read'),
        request: { params: byId },
        responses: profile,
      }),
      async (c) => c.json(await readProfile(deps, c, c.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/profiles/{id}/steps',
        ...guarded('profile.read'),
        request: { params: byId },
        responses: { 200: answer(z.object({ rows: z.array(profileStepSchema) })) },
      }),
      async (c) => c.json({ rows: await listProfileSteps(deps.db, c.var.scope, c.req.valid('param').id) }, 200),
    )
}

/** The names by which terms are judged, so that the form says the same as the hub will. */
function termListReads(deps: ApiDeps) {
  return createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/term-lists',
      ...guarded('profile.read'),
      responses: { 200: answer(termListsSchema) },
    }),
    async (c) => c.json(await readTermLists(deps.db), 200),
  )
}

/** So many previews may be made at once: each reads thousands of items. */
const PREVIEWS_MAX = 2

function profilePreviews(deps: ApiDeps) {
  let running = 0
  return createRouter().openapi(
    createRoute({
      method: 'post',
      path: '/profiles/preview',
      ...guarded('profile.propose'),
      request: { body: body(previewProfileSchema) },
      responses: { 200: answer(profilePreviewSchema) },
    }),
    async (c) => {
      const scope = scopeOf(c.var.actor, 'item.read', c.var.unitTree)
      if (!scope) throw new Forbidden('item.read', 'A preview shows items, and you may not read items.')
      if (running >= PREVIEWS_MAX)
        throw new Conflict('preview_busy', 'Other previews are being made. Try again in a few seconds.')
      running += 1
      try {
        const asked = { scope, now: deps.clock(), signal: c.req.raw.signal }
        return c.json(await previewProfile(deps.db, c.req.valid('json'), asked), 200)
      } catch (error) {
        if (c.req.raw.signal.aborted) throw new Conflict('preview_given_up', 'Nobody waits for this preview any more.')
        throw error
      } finally {
        running -= 1
      }
    },
  )
}

function profileProposals(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/profiles',
        ...guarded('profile.propose'),
        request: { body: body(proposeProfileSchema) },
        responses: { 201: answer(profileViewSchema) },
      }),
      async (c) => {
        const { id } = await proposeProfile(deps.db, writeBy(deps, c), {
          ...c.req.valid('json'),
          allowList: deps.allowList,
        })
        return c.json(await readProfile(deps, c, id), 201)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/profiles/{id}/sources',
        ...guarded('profile.propose'),
        request: { params: byId, body: body(nameSourcesSchema) },
        responses: profile,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await nameSourcesInProfile(deps.db, writeBy(deps, c), { id, ...c.req.valid('json') })
        return c.json(await readProfile(deps, c, id), 200)
      },
    )
}

function profileDecisions(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/profiles/{id}/approve',
        ...guarded('profile.approve'),
        request: { params: byId, body: body(maybeReasonSchema) },
        responses: profile,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await approveProfile(deps.db, writeBy(deps, c), { id, ...c.req.valid('json') })
        return c.json(await readProfile(deps, c, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/profiles/{id}/withdraw',
        ...guarded('profile.approve'),
        request: { params: byId, body: body(reasonSchema) },
        responses: profile,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await withdrawProfile(deps.db, writeBy(deps, c), { id, ...c.req.valid('json') })
        return c.json(await readProfile(deps, c, id), 200)
      },
    )
}

function profileExtensions(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/profiles/{id}/extension',
        ...guarded('profile.propose'),
        request: { params: byId, body: body(askExtensionSchema) },
        responses: profile,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        const { endsAt, reason } = c.req.valid('json')
        await askExtension(deps.db, writeBy(deps, c), { id, endsAt: new Date(endsAt), reason })
        return c.json(await readProfile(deps, c, id), 200)
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/profiles/{id}/extension/decide',
        ...guarded('profile.approve'),
        request: { params: byId, body: body(decideExtensionSchema) },
        responses: profile,
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        await decideExtension(deps.db, writeBy(deps, c), { id, ...c.req.valid('json') })
        return c.json(await readProfile(deps, c, id), 200)
      },
    )
}
