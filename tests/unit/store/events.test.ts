import { expect, test } from 'vitest'
import { forgetEventsBefore, listEventsAfter, listEventsToHandOn, markEventHandedOn } from '../../../src/main/store/events.ts'
import { findPublicAppointment } from '../../../src/main/store/public-appointments.ts'
import { insertSubscription } from '../../../src/main/store/subscriptions.ts'
import { choiceOf } from '../outbound/outbound-desk.ts'
import { buildTestReceiver, send, signed } from '../../support/test-receiver.ts'
import { NOON } from '../../support/temporary.ts'

const minute = 60_000
const everything = { personal: true, medical: true, metadata: true }
const nothing = { personal: false, medical: false, metadata: false }

/** A clinic's appointment from its booking on, one delivery each, through a real receiver. */
async function receiveAll(
  kinds: readonly string[],
  prepare: (receiver: Awaited<ReturnType<typeof buildTestReceiver>>) => Promise<unknown> = async () => undefined,
) {
  const receiver = await buildTestReceiver()
  await prepare(receiver)
  for (const [index, kind] of kinds.entries()) {
    const body = {
      event_type: `appointment.${kind}`,
      appointment_id: 'A12345',
      patient_id: 'P8765',
      timestamp: new Date(NOON + (index + 1) * minute).toISOString(),
      notes: `note ${index}`,
    }
    expect((await send(receiver.port, signed('healthcare', body))).status).toBeLessThan(300)
  }
  return receiver
}

test('each delivery that changes something is one event, in the order of the commits, and a new client is one more', async () => {
  const { store } = await receiveAll(['scheduled', 'rescheduled', 'completed'])
  const events = listEventsAfter(store.read, 0, 100)
  expect(events.map(({ id: _id, atMs: _at, ...event }) => event)).toEqual([
    { type: 'client.stage_changed', clientId: 1, from: null, to: 'booked' },
    { type: 'appointment.created', appointmentId: 1 },
    { type: 'appointment.updated', appointmentId: 1 },
    { type: 'client.stage_changed', clientId: 1, from: 'booked', to: 'attended' },
    { type: 'appointment.completed', appointmentId: 1 },
  ])
})

test('a delivery that repeats what is known is no event', async () => {
  const receiver = await receiveAll(['scheduled'])
  const before = listEventsAfter(receiver.store.read, 0, 100)
  const again = signed('healthcare', {
    event_type: 'appointment.scheduled',
    appointment_id: 'A12345',
    patient_id: 'P8765',
    timestamp: new Date(NOON + minute).toISOString(),
    notes: 'note 0',
  })
  expect((await send(receiver.port, again)).status).toBe(201)
  expect(listEventsAfter(receiver.store.read, 0, 100)).toEqual(before)
})

test.each([
  ['cancelled', 'appointment.cancelled'],
  ['no_show', 'appointment.no_show'],
  ['completed', 'appointment.completed'],
])('an appointment that is first heard of by its end (%s) is told as that, and not as made', async (kind, type) => {
  const { store } = await receiveAll([kind])
  expect(listEventsAfter(store.read, 0, 100).filter((event) => 'appointmentId' in event)).toMatchObject([{ type }])
})

test('events wait until they are handed on, and go when they are old', async () => {
  const { store, writer } = await receiveAll(['scheduled'], (receiver) =>
    receiver.writer.submit((db) => insertSubscription(db, { ...choiceOf('https://nobody.test/hook'), atMs: NOON, by: 'mara' })),
  )
  const waiting = listEventsToHandOn(store.read, 100)
  expect(waiting).toHaveLength(2)
  await writer.submit((db) => markEventHandedOn(db, waiting[0]!.id))
  expect(listEventsToHandOn(store.read, 100)).toEqual(waiting.slice(1))
  // One that waits is not forgotten, however old.
  expect(await writer.submit((db) => forgetEventsBefore(db, NOON * 2, 100))).toBe(1)
  expect(listEventsAfter(store.read, 0, 100)).toEqual(waiting.slice(1))
})

test('what leaves the desk is whole where everything was chosen, and of the same shape with nothing of anybody where nothing was', async () => {
  const { store } = await receiveAll(['scheduled'])
  const whole = findPublicAppointment(store.read, 1, everything)
  const bare = findPublicAppointment(store.read, 1, nothing)
  expect(whole).toMatchObject({ externalId: 'A12345', notes: 'note 0', attendeeCount: 1, client: { id: 1, stage: 'booked' } })
  expect(Object.keys(bare ?? {})).toEqual(Object.keys(whole ?? {}))
  expect(bare).toMatchObject({ title: null, notes: null, answers: [], attendees: [], metadata: {} })
  expect(bare?.client).toEqual({ id: 1, stage: 'booked', name: null, email: null, phone: null, timeZone: null })
})
