import { LIVE_WORLD, type Role } from '@hub/core/access/role.ts'
import type { UnitId, UserId } from '@hub/core/ids.ts'
import type { WriteBy } from '@hub/db/write.ts'
import { inviteUser } from '@hub/api/invite-user.ts'
import { findUnitBySlug } from '@hub/db/unit/queries.ts'
import { openUnit } from '@hub/db/unit/open-unit.ts'

import type { TestApp } from './test-app.ts'

/** A signed-in person: `request` sends JSON with their cookie to a path under /api/v1. */
export type TestPerson = {
  userId: UserId
  unitId: UnitId
  email: string
  cookie: string
  request(method: string, path: string, body?: unknown): Promise<Response>
}

/** Makes an account with one role in the unit of this slug (opened when there is none), and signs it in by a link. */
export async function signInAs(test: TestApp, role: Role, unitSlug = 'health'): Promise<TestPerson> {
  const by = testOperator(test)
  const unitId = await ensureTestUnit(test, unitSlug)
  const email = `${role}.${unitSlug}.${Math.random().toString(36).slice(2, 10)}@example.org`
  const { user, link } = await inviteUser(test.deps, by, { email, name: `${role} of ${unitSlug}`, role, unitId })
  const opened = await test.app.request(link.replace(test.deps.publicUrl, ''))
  const cookie = opened.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  if (!cookie) throw new Error(`Signing in answered ${opened.status} without a cookie.`)
  const request = (method: string, path: string, body?: unknown) => askAs(test, cookie, method, path, body)
  return { userId: user.id, unitId, email, cookie, request }
}

/** Sends JSON to a path under /api/v1 with a cookie, or with none. */
export async function askAs(
  test: TestApp,
  cookie: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  const headers: Record<string, string> = { cookie, origin: test.deps.publicUrl }
  if (body !== undefined) headers['content-type'] = 'application/json'
  return test.app.request(`/api/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

/** The unit of this slug, opened at the top of the tree (below `coordination`, when that stands) if there is none. */
export async function ensureTestUnit(test: TestApp, slug: string): Promise<UnitId> {
  const present = await findUnitBySlug(test.deps.db, slug, LIVE_WORLD)
  if (present) return present.id
  const kind = slug === 'coordination' ? 'coordination' : 'ministry'
  const unit = await openUnit(test.deps.db, testOperator(test), {
    slug,
    name: `Unit ${slug}`,
    kind,
    parentId: null,
    zone: 'UTC',
  })
  return unit.id
}

/** Writes as the operator of the installation, at the test's time. */
export function testOperator(test: Pick<TestApp, 'deps'>): WriteBy {
  return { actor: { kind: 'operator', name: 'test operator', world: LIVE_WORLD }, now: test.deps.clock() }
}
