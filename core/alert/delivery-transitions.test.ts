import { describe, expect, test } from 'vitest'

import { unitIdSchema } from '../ids.ts'
import { chooseReroute } from './choose-reroute.ts'
import { acknowledgeDelivery, advanceDelivery, declineDelivery, DELIVERY_TRANSITIONS } from './delivery-transitions.ts'
import { DELIVERY_STATES } from './delivery-view.ts'

const LEGAL = new Set([
  'pending>sent',
  'pending>held',
  'pending>escalated',
  'pending>acknowledged',
  'pending>declined',
  'held>sent',
  'held>acknowledged',
  'held>declined',
  'sent>acknowledged',
  'sent>declined',
  'sent>escalated',
  'sent>closed',
  'escalated>acknowledged',
  'escalated>declined',
  'escalated>escalated',
  'acknowledged>closed',
  'acknowledged>lapsed',
  'lapsed>escalated',
  'lapsed>acknowledged',
  'declined>rerouted',
  'pending>rerouted',
  'held>rerouted',
  'sent>rerouted',
  'escalated>rerouted',
])

describe('DELIVERY_TRANSITIONS', () => {
  const pairs = DELIVERY_STATES.flatMap((from) => DELIVERY_STATES.map((to) => ({ from, to })))
  test.each(pairs)('$from > $to', ({ from, to }) => {
    const moves =
      (acknowledgeDelivery({ state: from }).ok && to === 'acknowledged') ||
      (declineDelivery({ state: from }, 'Not ours').ok && to === 'declined') ||
      advanceDelivery({ state: from, severity: 'S4' }, to).ok
    expect(moves).toBe(LEGAL.has(`${from}>${to}`))
  })

  test('every state is in the table and every target is a state', () => {
    expect(Object.keys(DELIVERY_TRANSITIONS).toSorted()).toEqual([...DELIVERY_STATES].toSorted())
  })
})

describe('verdicts', () => {
  test('a decline needs a reason', () => {
    expect(declineDelivery({ state: 'sent' }, '  ')).toMatchObject({ ok: false, code: 'reason_missing' })
  })

  test('only S4 closes without an answer', () => {
    expect(advanceDelivery({ state: 'sent', severity: 'S4' }, 'closed')).toEqual({ ok: true })
    expect(advanceDelivery({ state: 'sent', severity: 'S1' }, 'closed')).toMatchObject({
      ok: false,
      code: 'delivery_unanswered',
    })
    expect(advanceDelivery({ state: 'acknowledged', severity: 'S1' }, 'closed')).toEqual({ ok: true })
  })

  test('the hub does not acknowledge for people', () => {
    expect(advanceDelivery({ state: 'sent', severity: 'S1' }, 'acknowledged').ok).toBe(false)
  })
})

describe('chooseReroute', () => {
  const [health, interior, centre] = [1, 2, 3].map((n) => unitIdSchema.parse(`01890000-0000-7000-8000-00000000000${n}`))
  if (!health || !interior || !centre) throw new Error('unreachable')
  const base = { declinedBy: health, suggested: null, coordination: centre, deliveries: [] }

  test('goes to the suggested unit, else to the coordination unit', () => {
    expect(chooseReroute({ ...base, suggested: interior })).toEqual({ kind: 'new', unitId: interior })
    expect(chooseReroute(base)).toEqual({ kind: 'new', unitId: centre })
  })

  test('a unit that has it in hand keeps it, and no second delivery is made', () => {
    const deliveries = [{ unitId: interior, state: 'acknowledged' as const }]
    expect(chooseReroute({ ...base, suggested: interior, deliveries })).toEqual({ kind: 'existing', unitId: interior })
  })

  test('a unit that declined it does not get it again', () => {
    const deliveries = [{ unitId: interior, state: 'rerouted' as const }]
    expect(chooseReroute({ ...base, suggested: interior, deliveries })).toEqual({ kind: 'new', unitId: centre })
  })

  test('with nobody left it stays declined', () => {
    expect(chooseReroute({ ...base, declinedBy: centre })).toEqual({ kind: 'none' })
    expect(chooseReroute({ ...base, coordination: null })).toEqual({ kind: 'none' })
  })
})
