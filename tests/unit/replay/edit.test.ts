import { expect, test } from 'vitest'
import { appointmentsOf, booking, deskAfter, everything, officeSecret, openDesk, post, rowsOf, verdictsOf } from './replay-office.ts'

const renamed = JSON.stringify({ ...booking, payload: { ...booking.payload, name: 'Joan Doe' } }, null, 2)

test('an edited body makes a new, marked delivery, which is applied; the first one stays as it was', async () => {
  const office = await deskAfter('gap', [booking])
  const { desk } = office
  await desk.settings.update({ staffName: 'Mara' })
  const before = rowsOf(office, 1)
  expect(await desk.deliveries.tryEdit({ id: 1, text: renamed })).toMatchObject({
    kind: 'changes',
    changes: [{ label: 'Joan Doe', kind: 'created' }],
  })
  expect(await desk.deliveries.applyEdit({ id: 1, text: renamed, reason: 'a typing error' })).toEqual({ kind: 'done', deliveryId: 2 })

  expect(rowsOf(office, 1)).toEqual(before)
  expect(await appointmentsOf(office)).toMatchObject([{ clientLabel: 'Joan Doe' }])
  const made = await desk.deliveries.get({ id: 2 })
  expect(made).toMatchObject({
    verdict: 'accepted',
    httpStatus: 0,
    editedFrom: 1,
    origin: 'real',
    method: 'POST',
    path: '/api/webhooks/calendly',
    verification: { scheme: null, key: null },
    headers: [],
    bodyText: renamed,
    sentence: 'Nobody sent this: it was made at this desk from delivery 1, by changing its body. A new appointment.',
  })
  expect(await desk.deliveries.handling({ id: 1 })).toMatchObject({
    edits: [{ id: 2, actor: 'Mara' }],
    dealing: { how: 'edited', note: 'a typing error' },
    isToLookAt: false,
  })
  expect(await desk.deliveries.handling({ id: 2 })).toMatchObject({ editedBy: 'Mara', edits: [] })
  const { rows } = await desk.deliveries.list({ filter: everything, cursor: null, limit: 10 })
  expect(rows.map(({ id, isEdited, isDealtWith }) => [id, isEdited, isDealtWith])).toEqual([
    [2, true, false],
    [1, false, true],
  ])
})

test.each([
  ['no JSON', '{"event": ', 'not-json', undefined],
  ['a field that is missing', JSON.stringify({ event: 'invitee.created', payload: { name: 'X' } }), 'unreadable', 'body.payload'],
])('%s is told with its place, and makes nothing', async (_name, text, because, place) => {
  const office = await deskAfter('gap', [booking])
  const { desk } = office
  const tried = await desk.deliveries.tryEdit({ id: 1, text })
  expect(tried).toMatchObject({ kind: 'cannot', because })
  expect(tried.kind === 'cannot' && tried.issues[0]?.loc.slice(0, 2).join('.')).toBe(place)
  expect(await desk.deliveries.applyEdit({ id: 1, text, reason: '' })).toMatchObject({ kind: 'cannot', because })
  expect(await verdictsOf(office)).toEqual(['quarantined'])
})

test('what was edited counts as said when the first one came', async () => {
  const office = await deskAfter('gap', [booking])
  const { desk } = office
  await desk.providers.setSecret({ provider: 'calendly', secret: officeSecret, overlapHours: 0 })
  await post(office, { ...booking, event: 'invitee.canceled', payload: { ...booking.payload, status: 'canceled' } })
  await desk.deliveries.applyEdit({ id: 1, text: renamed, reason: '' })
  expect(await appointmentsOf(office)).toMatchObject([{ status: 'cancelled' }])
})

test("the provider's own correction is no repetition of what was edited here", async () => {
  const office = await deskAfter('gap', [booking])
  const { desk } = office
  await desk.deliveries.applyEdit({ id: 1, text: renamed, reason: '' })
  await desk.providers.setSecret({ provider: 'calendly', secret: officeSecret, overlapHours: 0 })
  await post(office, { ...booking, payload: { ...booking.payload, name: 'Johanna Doe' } })
  expect(await verdictsOf(office)).toEqual(['quarantined', 'accepted', expect.stringMatching(/^(accepted|stale)$/)])
  expect(await appointmentsOf(office)).toHaveLength(1)
})

test('one that was edited is replayed, and edited, as any other', async () => {
  const office = await openDesk()
  const { desk } = office
  await post(office, booking, { secret: 'somebody-elses-secret-1' })
  expect(await desk.deliveries.applyEdit({ id: 1, text: renamed, reason: '' })).toEqual({ kind: 'done', deliveryId: 2 })
  expect(await desk.deliveries.dryRun({ id: 2 })).toEqual({ kind: 'nothing-new' })
  expect(await desk.deliveries.replay({ id: 2, reason: '' })).toMatchObject({ kind: 'done', verdict: 'stale' })
  expect(await desk.deliveries.applyEdit({ id: 2, text: renamed, reason: '' })).toEqual({ kind: 'done', deliveryId: 3 })
  expect(await desk.deliveries.get({ id: 3 })).toMatchObject({ editedFrom: 2, verdict: 'stale' })
})
