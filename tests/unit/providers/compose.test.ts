import { describe, expect, test } from 'vitest'
import type { AppointmentChange } from '../../../src/main/ingest/change.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { plainAnswer } from '../../../src/main/providers/answer.ts'
import { composeContext, contextOf } from './support.ts'

/** What each provider's own reader makes of each composed body: the kinds of its changes. */
const expected: Record<string, Record<string, string[]>> = {
  calendly: {
    'invitee.created': ['created'],
    'invitee.canceled': ['cancelled'],
    'invitee_no_show.created': ['no_show'],
    'invitee_no_show.deleted': ['no_show_undone'],
    'routing_form_submission.created': ['lead'],
  },
  'cal-com': {
    BOOKING_CREATED: ['created'],
    BOOKING_REQUESTED: ['requested'],
    BOOKING_REJECTED: ['declined'],
    BOOKING_RESCHEDULED: ['created', 'superseded'],
    BOOKING_CANCELLED: ['cancelled'],
    BOOKING_PAYMENT_INITIATED: ['payment_started'],
    BOOKING_PAID: ['paid'],
    BOOKING_NO_SHOW_UPDATED: ['no_show'],
    AFTER_GUESTS_CAL_VIDEO_NO_SHOW: ['no_show'],
    AFTER_HOSTS_CAL_VIDEO_NO_SHOW: ['host_no_show'],
    MEETING_ENDED: ['completed'],
    PING: [],
  },
  'smart-scheduler': {
    'appointment.created': ['created'],
    'appointment.updated': ['updated'],
    'appointment.cancelled': ['cancelled'],
  },
  healthcare: {
    'appointment.scheduled': ['created'],
    'appointment.cancelled': ['cancelled'],
    'appointment.rescheduled': ['rescheduled'],
    'appointment.completed': ['completed'],
    'appointment.no_show': ['no_show'],
  },
}

describe.each(Object.values(providers))('$name', (provider) => {
  const compose = (event: string, unique = 'u1') => provider.composeTestBody(event, { ...composeContext, unique })
  const read = (body: unknown) => provider.read(body, contextOf({ rawBody: Buffer.from(JSON.stringify(body)) }))

  test('every test event is read as what it says', () => {
    const kinds = provider.testEvents.map((event) => {
      const { providerEvent, changes } = read(compose(event))
      expect(providerEvent).toBe(event)
      return [event, changes.map((change) => (change.about === 'lead' ? 'lead' : change.kind))]
    })
    expect(Object.fromEntries(kinds)).toEqual(expected[provider.id])
  })

  test('two tests are two bookings and two deliveries', () => {
    const [one, other] = [read(compose(provider.testEvents[0]!, 'u1')), read(compose(provider.testEvents[0]!, 'u2'))]
    expect(one.changes[0]?.externalId).not.toBe(other.changes[0]?.externalId)
    expect(one.deliveryKey).not.toBe(other.deliveryKey)
  })

  test('the first test event speaks of the time and the people that were asked for', () => {
    const change = read(compose(provider.testEvents[0]!)).changes[0] as AppointmentChange
    const startMs = composeContext.startMs
    const isClinic = provider.id === 'healthcare'
    expect(change.details.startMs).toBe(startMs)
    expect(change.details.endMs).toBe(isClinic ? undefined : startMs + 45 * 60_000)
    expect(change.details.hosts?.map(({ email }) => email)).toEqual(isClinic ? undefined : ['dana@office.example'])
    expect(change.attendees?.map(({ email }) => email)).toEqual([isClinic ? null : 'ines@example.com'])
  })
})

test('every path is one provider’s', () => {
  const endpoints = Object.values(providers).flatMap(({ id, paths }) => paths.map((path) => ({ path, provider: id })))
  expect(endpoints).toEqual([
    { path: '/api/webhooks/calendly', provider: 'calendly' },
    { path: '/api/calendly/webhook', provider: 'calendly' },
    { path: '/api/webhooks/cal-com', provider: 'cal-com' },
    { path: '/api/webhooks/smart-scheduler', provider: 'smart-scheduler' },
    { path: '/webhook/appointment', provider: 'healthcare' },
  ])
})

describe('the plain answer', () => {
  const stored = { kind: 'stored', eventId: 7, receivedAtMs: Date.parse('2026-03-05T15:00:00Z'), body: null } as const
  const body = (status: string) => ({ status, event_id: 7, received_at: '2026-03-05T15:00:00.000Z' })
  const cases = [
    ['accepted', 200, body('success')],
    ['ignored', 200, body('ignored')],
    ['stale', 200, body('stale')],
    ['duplicate', 200, { ...body('duplicate'), duplicate: true }],
    ['quarantined', 202, body('quarantined')],
    ['failed', 202, body('kept')],
  ] as const
  test.each(cases)('%s is answered %i', (verdict, status, expectedBody) => {
    expect(plainAnswer({ ...stored, verdict })).toEqual({ status, body: expectedBody })
  })
})
