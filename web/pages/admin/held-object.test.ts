import { expect, test } from 'vitest'

import { heldObject } from './held-object.ts'

const ID = '019aa000-0000-7000-8000-000000000001'

test.each([
  [`https://hub.example/narratives/${ID}`, { kind: 'narrative', objectId: ID }],
  [`/cases/${ID}?tab=log`, { kind: 'case', objectId: ID }],
  [`http://localhost:3000/items/${ID.toUpperCase()}`, { kind: 'item', objectId: ID }],
  [`https://hub.example/playbooks/${ID}`, null],
  ['https://hub.example/narratives', null],
  ['', null],
])('%s', (address, wanted) => {
  expect(heldObject(address)).toEqual(wanted)
})
