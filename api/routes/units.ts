import { createRoute, z } from '@hono/zod-openapi'

import { unitIdSchema } from '@hub/core/ids.ts'
import { openUnitSchema, unitViewSchema, type UnitView, editUnitSchema } from '@hub/core/access/unit-view.ts'
import type { Row } from '@hub/db/schema.ts'
import { editUnit } from '@hub/db/unit/edit-unit.ts'
import { openUnit } from '@hub/db/unit/open-unit.ts'
import { listUnits } from '@hub/db/unit/queries.ts'

import type { ApiDeps } from '../api-deps.ts'
import { answer, body, createRouter, guarded, writeBy } from '../router.ts'

const byId = z.object({ id: unitIdSchema })

/** The units of the government that work together here. */
export function unitRoutes(deps: ApiDeps) {
  return createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/units',
        ...guarded('unit.read'),
        responses: { 200: answer(z.object({ rows: z.array(unitViewSchema) })) },
      }),
      async (c) => c.json({ rows: (await listUnits(deps.db)).map(viewUnit) }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/units',
        ...guarded('unit.manage'),
        request: { body: body(openUnitSchema) },
        responses: { 201: answer(unitViewSchema) },
      }),
      async (c) => c.json(viewUnit(await openUnit(deps.db, writeBy(deps, c), c.req.valid('json'))), 201),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/units/{id}',
        ...guarded('unit.manage'),
        request: { params: byId, body: body(editUnitSchema) },
        responses: { 200: answer(unitViewSchema) },
      }),
      async (c) => {
        const { id } = c.req.valid('param')
        return c.json(viewUnit(await editUnit(deps.db, writeBy(deps, c), { id, ...c.req.valid('json') })), 200)
      },
    )
}

function viewUnit(unit: Row<'unit'>): UnitView {
  const { id, slug, name, kind, parentId, zone, alertBudget, rowVersion } = unit
  return { id, slug, name, kind, parentId, zone, alertBudget, rowVersion }
}
