import { expect, test } from 'vitest'
import { appointmentsOf, booking, bookingOf, deskAfter, officeSecret, openDesk, post, rowsOf, verdictsOf } from './replay-office.ts'

test('a delivery that an older version could not read is tried, applied, and stays as it was', async () => {
  const office = await deskAfter('gap', [booking])
  const { desk } = office
  const before = rowsOf(office, 1)
  expect(await desk.desk.status()).toMatchObject({ toLookAt: 1 })

  const tried = await desk.deliveries.dryRun({ id: 1 })
  expect(tried).toMatchObject({ kind: 'changes', changes: [{ appointmentId: null, label: 'John Doe', kind: 'created', before: {} }] })
  expect(await appointmentsOf(office)).toEqual([])

  const result = await desk.deliveries.replay({ id: 1, reason: 'the new version reads it' })
  expect(result).toEqual({ kind: 'done', deliveryId: 1, replayId: 1, verdict: 'accepted' })
  expect(await appointmentsOf(office)).toMatchObject([{ clientLabel: 'John Doe' }])
  expect(rowsOf(office, 1)).toEqual(before)
  expect(await desk.desk.status()).toMatchObject({ toLookAt: 0 })
  expect(await desk.deliveries.handling({ id: 1 })).toMatchObject({
    keptId: 1,
    replays: [{ id: 1, reason: 'the new version reads it', verdict: 'accepted', sentence: 'A new appointment.' }],
    dealing: { how: 'replayed', note: 'the new version reads it' },
    isToLookAt: false,
  })
})

test('the history of the appointment names the replay, and the delivery lists what it changed', async () => {
  const office = await deskAfter('gap', [booking])
  const { desk } = office
  await desk.settings.update({ staffName: 'Mara' })
  await desk.deliveries.replay({ id: 1, reason: 'read at last' })
  const [card] = await appointmentsOf(office)
  const { history } = await desk.appointments.get({ id: card!.id })
  expect(history).toMatchObject([
    { kind: 'created', deliveryId: 1, replay: { id: 1, actor: 'Mara', reason: 'read at last' }, actor: null, reading: null },
  ])
  expect(await desk.deliveries.get({ id: 1 })).toMatchObject({ verdict: 'quarantined', isDealtWith: true, changes: [{ kind: 'created' }] })
})

test('a delivery that an older version failed on is applied, and its repetition is a duplicate', async () => {
  const office = await deskAfter('defect', [booking])
  const { desk } = office
  expect(await verdictsOf(office)).toEqual(['failed'])
  const before = rowsOf(office, 1)
  expect(await desk.deliveries.replay({ id: 1, reason: '' })).toMatchObject({ kind: 'done', verdict: 'accepted' })
  expect(rowsOf(office, 1)).toEqual(before)

  await desk.providers.setSecret({ provider: 'calendly', secret: officeSecret, overlapHours: 0 })
  await post(office, booking)
  expect((await appointmentsOf(office)).map(({ id }) => id)).toEqual([1])
  expect((await desk.appointments.get({ id: 1 })).history).toHaveLength(1)
})

test('replaying twice changes nothing twice, and both are kept', async () => {
  const office = await deskAfter('gap', [booking])
  const { desk } = office
  await desk.deliveries.replay({ id: 1, reason: '' })
  expect(await desk.deliveries.dryRun({ id: 1 })).toEqual({ kind: 'nothing-new' })
  expect(await desk.deliveries.replay({ id: 1, reason: 'once more' })).toEqual({
    kind: 'done',
    deliveryId: 1,
    replayId: 2,
    verdict: 'stale',
  })
  expect((await desk.appointments.get({ id: 1 })).history).toHaveLength(1)
  expect((await desk.deliveries.handling({ id: 1 })).replays.map(({ verdict }) => verdict)).toEqual(['stale', 'accepted'])
})

test('a delivery refused for the wrong secret verifies once that one is pasted, and is applied then', async () => {
  const office = await openDesk()
  const { desk } = office
  expect(await post(office, booking, { secret: 'the-secret-that-calendly-has-1' })).toBe(401)
  expect(await desk.deliveries.checkAgain({ id: 1 })).toEqual({ kind: 'refused', failure: 'mismatch', skewSeconds: 0 })
  expect(await desk.deliveries.dryRun({ id: 1 })).toEqual({ kind: 'cannot', because: 'not-authentic', finding: 'mismatch', issues: [] })
  expect(await desk.deliveries.replay({ id: 1, reason: '' })).toMatchObject({ kind: 'cannot', because: 'not-authentic' })
  expect(await appointmentsOf(office)).toEqual([])

  await desk.providers.setSecret({ provider: 'calendly', secret: 'the-secret-that-calendly-has-1', overlapHours: 1 })
  expect(await desk.deliveries.checkAgain({ id: 1 })).toEqual({ kind: 'verified', key: 'current' })
  expect(await desk.deliveries.dryRun({ id: 1 })).toMatchObject({ kind: 'changes' })
  expect(await desk.deliveries.replay({ id: 1, reason: '' })).toMatchObject({ kind: 'done', verdict: 'accepted' })
  expect(await appointmentsOf(office)).toHaveLength(1)
  expect(await verdictsOf(office)).toEqual(['rejected'])
})

test('one that was accepted long ago is replayed although its secret is gone', async () => {
  const office = await openDesk()
  const { desk } = office
  await post(office, booking)
  await desk.providers.removeSecret({ provider: 'calendly' })
  expect(await desk.deliveries.dryRun({ id: 1 })).toEqual({ kind: 'nothing-new' })
  expect(await desk.deliveries.replay({ id: 1, reason: '' })).toMatchObject({ kind: 'done', verdict: 'stale' })
})

test('a duplicate is replayed from the delivery that it repeats', async () => {
  const office = await openDesk()
  const { desk } = office
  await post(office, booking)
  await post(office, booking)
  expect(await verdictsOf(office)).toEqual(['accepted', 'duplicate'])
  expect(await desk.deliveries.replay({ id: 2, reason: '' })).toMatchObject({ kind: 'done', deliveryId: 1 })
  expect(await desk.deliveries.handling({ id: 2 })).toMatchObject({ keptId: 1, replays: [{ id: 1 }] })
})

test('a late replay moves nothing back that newer deliveries changed', async () => {
  const office = await deskAfter('gap', [booking])
  const { desk } = office
  await desk.providers.setSecret({ provider: 'calendly', secret: officeSecret, overlapHours: 0 })
  const cancelled = { ...booking, event: 'invitee.canceled', payload: { ...booking.payload, status: 'canceled' } }
  await post(office, cancelled)
  expect(await appointmentsOf(office)).toMatchObject([{ status: 'cancelled' }])
  await desk.deliveries.replay({ id: 1, reason: '' })
  expect(await appointmentsOf(office)).toMatchObject([{ status: 'cancelled' }])
})

test('what cannot be replayed says why', async () => {
  const office = await openDesk()
  const { desk } = office
  await post(office, { ...bookingOf(1), padding: 'x'.repeat(300_000) })
  await post(office, { event: 'invitee.created', payload: { uri: 7 } })
  await post(office, 'no json at all')
  const becauseOf = async (id: number) => {
    const tried = await desk.deliveries.dryRun({ id })
    return tried.kind === 'cannot' ? [tried.because, tried.issues[0]?.loc.join('.')] : tried.kind
  }
  expect([await becauseOf(1), await becauseOf(2), await becauseOf(3)]).toEqual([
    ['truncated', undefined],
    ['unreadable', expect.stringContaining('payload')],
    ['not-json', undefined],
  ])
  await expect(desk.deliveries.dryRun({ id: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(desk.deliveries.replay({ id: 99, reason: '' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
