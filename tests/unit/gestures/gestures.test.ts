import { describe, expect, test } from 'vitest'
import { checkSlots } from '../../../src/main/gestures/check.ts'
import { createAppointments, editAppointment, moveAppointment } from '../../../src/main/gestures/manual.ts'
import { markAppointment, undoGesture } from '../../../src/main/gestures/mark.ts'
import { listAppointments, listHosts } from '../../../src/main/store/appointment-lists.ts'
import { prepared } from '../../../src/main/store/db.ts'
import { removeOrigin } from '../../../src/main/store/removal.ts'
import { appointmentSchema } from '../../../src/shared/appointment.ts'
import type { AppointmentDraft } from '../../../src/shared/contract/gestures.ts'
import { NOON } from '../../support/temporary.ts'
import { bookedAt, draft, HOUR, MINUTE, startAtDesk } from './at-desk.ts'

const timeZone = 'Europe/Berlin'
const everything = { startMs: 0, endMs: 4e12, sources: null, types: null, statuses: null, hostIds: null, search: null }

function make(desk: ReturnType<typeof startAtDesk>, members: Partial<AppointmentDraft> = {}, weeks = 1) {
  return desk.run((db, notes, at) => createAppointments(db, notes, at, { draft: draft(members), weeks, timeZone }))
}

describe('marking', () => {
  test('changes the status, with who and when in the history', async () => {
    const desk = startAtDesk()
    const id = await desk.tell(bookedAt('a', NOON))
    const gestureId = await desk.run((db, notes, at) => markAppointment(db, notes, at, { id, mark: 'arrived', reason: null }))
    const appointment = desk.get(id)
    expect(appointmentSchema.parse(appointment)).toEqual(appointment)
    expect([appointment.status, appointment.lastGesture]).toEqual([
      'arrived',
      { gestureId, kind: 'arrived', atMs: NOON + 2000, actor: 'Mara' },
    ])
    const { kind, actor, deliveryId, atMs, before, after } = appointment.history[0]!
    expect({ kind, actor, deliveryId, atMs, before, after }).toEqual({
      kind: 'arrived',
      actor: 'Mara',
      deliveryId: null,
      atMs: NOON + 2000,
      before: { status: 'scheduled' },
      after: { status: 'arrived' },
    })
  })

  test('what is so already changes nothing', async () => {
    const desk = startAtDesk()
    const id = await desk.tell(bookedAt('a', NOON))
    const mark = () => desk.run((db, notes, at) => markAppointment(db, notes, at, { id, mark: 'no_show', reason: null }))
    await mark()
    expect(await mark()).toBe(null)
    expect(desk.get(id).history).toHaveLength(2)
  })

  test('a cancellation keeps who cancelled and why', async () => {
    const desk = startAtDesk()
    const id = await desk.tell(bookedAt('a', NOON))
    await desk.run((db, notes, at) => markAppointment(db, notes, at, { id, mark: 'cancelled', reason: 'ill' }))
    const { status, cancellation, disagreement } = desk.get(id)
    expect([status, cancellation, disagreement?.provider.status]).toEqual([
      'cancelled',
      { by: 'Mara', reason: 'ill', declined: false, rescheduleRequested: false },
      'scheduled',
    ])
    expect(listAppointments(desk.store.read, everything).map((card) => card.disagrees)).toEqual([true])
  })

  test('what is not there, or was replaced, is refused in words', async () => {
    const desk = startAtDesk()
    const id = await desk.tell(bookedAt('a', NOON, { kind: 'superseded', supersededBy: 'b' }))
    const mark = (of: number) => desk.run((db, notes, at) => markAppointment(db, notes, at, { id: of, mark: 'arrived', reason: null }))
    await expect(mark(id)).rejects.toMatchObject({ why: { code: 'REFUSED', reason: 'replaced' } })
    await expect(mark(99)).rejects.toMatchObject({ why: { code: 'NOT_FOUND' } })
  })

  test('what was said of a test goes with it', async () => {
    const desk = startAtDesk()
    const id = await desk.tell(bookedAt('a', NOON), 'test')
    await desk.run((db, notes, at) => markAppointment(db, notes, at, { id, mark: 'arrived', reason: null }))
    await desk.run((db) => removeOrigin(db, 'test', NOON))
    expect(listAppointments(desk.store.read, everything)).toEqual([])
    expect(prepared(desk.store.read, 'SELECT count(*) AS n FROM appointment_history').get()).toEqual({ n: 0 })
  })
})

describe('taking back', () => {
  test('a mark makes it as it was, once', async () => {
    const desk = startAtDesk()
    const id = await desk.tell(bookedAt('a', NOON))
    const gestureId = await desk.run((db, notes, at) => markAppointment(db, notes, at, { id, mark: 'arrived', reason: null }))
    const undo = () => desk.run((db, notes, at) => undoGesture(db, notes, at, gestureId!))
    expect(await undo()).toEqual({ kind: 'arrived', appointmentIds: [id] })
    expect([desk.get(id).status, desk.get(id).lastGesture]).toEqual(['scheduled', null])
    await expect(undo()).rejects.toMatchObject({ why: { code: 'REFUSED', reason: 'taken-back' } })
  })

  test('a series goes out of the calendar as a whole', async () => {
    const desk = startAtDesk()
    const { gestureId, ids } = await make(desk, {}, 4)
    expect(listAppointments(desk.store.read, everything).map(({ id }) => id)).toEqual(ids)
    expect(await desk.run((db, notes, at) => undoGesture(db, notes, at, gestureId))).toEqual({ kind: 'created', appointmentIds: ids })
    expect(listAppointments(desk.store.read, everything)).toEqual([])
  })

  test('a move brings back time, host and length', async () => {
    const desk = startAtDesk()
    await desk.tell(bookedAt('a', NOON))
    const [anna] = listHosts(desk.store.read)
    const { ids } = await make(desk)
    const [id] = ids as [number]
    const before = desk.get(id).details
    const gestureId = await desk.run((db, notes, at) =>
      moveAppointment(db, notes, at, { id, startMs: NOON + 5 * HOUR, endMs: NOON + 7 * HOUR, hostId: anna!.id }),
    )
    const { details, hostIds, history } = desk.get(id)
    expect([details.startMs, details.endMs, hostIds, history[0]!.kind]).toEqual([
      NOON + 5 * HOUR,
      NOON + 7 * HOUR,
      [anna!.id],
      'rescheduled',
    ])
    await desk.run((db, notes, at) => undoGesture(db, notes, at, gestureId!))
    expect(desk.get(id).details).toEqual(before)
  })
})

describe('an appointment made at the desk', () => {
  test('is a manual one, with its type, client and host', async () => {
    const desk = startAtDesk()
    await desk.tell(bookedAt('a', NOON))
    const [anna] = listHosts(desk.store.read)
    const { ids } = await make(desk, { hostId: anna!.id, type: 'consultation' })
    const [id] = ids as [number]
    const { source, status, type, client, hostIds, details } = desk.get(id)
    expect({ source, status, type, hostIds, person: details.attendees[0]?.name, has: client !== null }).toEqual({
      source: 'manual',
      status: 'scheduled',
      type: 'consultation',
      hostIds: [anna!.id],
      person: 'Jane Doe',
      has: true,
    })
    expect(listHosts(desk.store.read)).toHaveLength(1)
  })

  test('is for a client who is known already, by their id', async () => {
    const desk = startAtDesk()
    const bob = await desk.tell(bookedAt('a', NOON))
    const clientId = desk.get(bob).client!.id
    const { ids } = await make(desk, { client: { id: clientId } })
    expect(desk.get(ids[0]!).client?.id).toBe(clientId)
    expect(desk.get(ids[0]!).details.attendees.map(({ email }) => email)).toEqual(['bob@example.com'])
  })

  test('is edited as a whole, and another client takes the place of the first', async () => {
    const desk = startAtDesk()
    const { ids } = await make(desk)
    const [id] = ids as [number]
    const client = { name: 'Joe Ray', email: null, phone: '+49 30 1234567' }
    await desk.run((db, notes, at) => editAppointment(db, notes, at, { id, draft: draft({ type: 'meeting', client, notes: 'Room 2' }) }))
    const { type, details } = desk.get(id)
    expect([type, details.notes, details.attendees.map(({ name, phone }) => [name, phone])]).toEqual([
      'meeting',
      'Room 2',
      [['Joe Ray', '+49 30 1234567']],
    ])
  })

  test('repeats at the same time on the office’s clock, over the end of summer time', async () => {
    const desk = startAtDesk()
    const startMs = Date.parse('2024-10-21T09:00:00+02:00')
    const { ids } = await make(desk, { startMs, endMs: startMs + 30 * MINUTE }, 2)
    expect(ids.map((id) => new Date(desk.get(id).details.startMs!).toISOString())).toEqual([
      '2024-10-21T07:00:00.000Z',
      '2024-10-28T08:00:00.000Z',
    ])
    expect(new Set(ids.map((id) => desk.get(id).details.groupId)).size).toBe(1)
  })

  test('is not made for a client or with a host who is not there', async () => {
    const desk = startAtDesk()
    await expect(make(desk, { client: { id: 99 } })).rejects.toMatchObject({ why: { code: 'REFUSED', reason: 'client-gone' } })
    await expect(make(desk, { hostId: 99 })).rejects.toMatchObject({ why: { code: 'REFUSED', reason: 'host-gone' } })
    expect(listAppointments(desk.store.read, everything)).toEqual([])
    expect(prepared(desk.store.read, 'SELECT count(*) AS n FROM clients').get()).toEqual({ n: 0 })
  })
})

describe('a provider’s appointment', () => {
  test('is not moved at the desk: the provider would not know, and its link is told', async () => {
    const desk = startAtDesk()
    const id = await desk.tell(bookedAt('a', NOON))
    const move = desk.run((db, notes, at) => moveAppointment(db, notes, at, { id, startMs: NOON + HOUR, endMs: NOON + 2 * HOUR }))
    await expect(move).rejects.toMatchObject({ why: { code: 'AT_PROVIDER', url: 'https://calendly.com/reschedulings/1' } })
    expect(desk.get(id).details.startMs).toBe(NOON)
  })
})

describe('looking for conflicts', () => {
  const slot = { startMs: NOON, endMs: NOON + HOUR, weeks: 1, exceptId: null }

  test('finds what overlaps with the host, from any source, and nothing that only touches', async () => {
    const desk = startAtDesk()
    const before = await desk.tell(bookedAt('before', NOON - 30 * MINUTE))
    const within = await desk.tell(bookedAt('within', NOON + 15 * MINUTE))
    const cancelled = await desk.tell(bookedAt('cancelled', NOON + 15 * MINUTE))
    await desk.run((db, notes, at) => markAppointment(db, notes, at, { id: cancelled, mark: 'cancelled', reason: null }))
    await desk.tell(bookedAt('a test', NOON + 15 * MINUTE), 'test')
    const [anna] = listHosts(desk.store.read)
    const { ids } = await make(desk, { hostId: anna!.id, startMs: NOON + 45 * MINUTE, endMs: NOON + 90 * MINUTE })
    const check = (exceptId: number | null) =>
      checkSlots(desk.store.read, { ...slot, hostId: anna!.id, exceptId }, timeZone).flatMap(({ overlaps }) => overlaps.map(({ id }) => id))
    expect(check(null)).toEqual([within, ids[0]])
    expect(check(within)).toEqual(ids)
    expect(check(null)).not.toContain(before)
  })

  test('says for each week whether it is outside of the working hours', async () => {
    const desk = startAtDesk()
    await desk.tell(bookedAt('a', NOON))
    const [anna] = listHosts(desk.store.read)
    const check = (startMs: number, weeks: number) =>
      checkSlots(desk.store.read, { hostId: anna!.id, startMs, endMs: startMs + HOUR, weeks, exceptId: null }, timeZone).map(
        ({ outsideWorkingHours }) => outsideWorkingHours,
      )
    const thursdayAtNine = Date.parse('2024-10-24T09:00:00+02:00')
    expect(check(thursdayAtNine, 1)).toEqual([false])
    const hours = [
      { weekday: 4, from: '09:00', to: '12:00' },
      { weekday: 4, from: '12:00', to: '17:00' },
    ]
    await desk.run((db) => prepared(db, 'UPDATE hosts SET working_hours = ? WHERE id = ?').run(JSON.stringify(hours), anna!.id))
    // Two weeks with the end of summer time between them.
    expect(check(thursdayAtNine, 2)).toEqual([false, false])
    expect(check(thursdayAtNine + 2.5 * HOUR, 1)).toEqual([false])
    expect(check(thursdayAtNine - HOUR, 1)).toEqual([true])
    expect(check(thursdayAtNine + 7.5 * HOUR, 1)).toEqual([true])
    expect(check(thursdayAtNine + 24 * HOUR, 1)).toEqual([true])
  })
})
