import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { AppointmentChange } from '../../../src/main/ingest/change.ts'
import { calendly } from '../../../src/main/providers/calendly/index.ts'
import { PayloadError } from '../../../src/main/providers/provider.ts'
import { contextOf } from './support.ts'

interface Body {
  event: string
  created_at?: string
  payload: Record<string, unknown> & { scheduled_event: Record<string, unknown> }
}

function sample(file = 'composed-invitee-created.json'): Body {
  return JSON.parse(readFileSync(new URL(`../../fixtures/calendly/${file}`, import.meta.url), 'utf8')) as Body
}

const read = (body: unknown, rawBody = Buffer.from(JSON.stringify(body))) => calendly.read(body, contextOf({ rawBody }))
const first = (body: unknown) => read(body).changes[0] as AppointmentChange

function withEvent(members: Record<string, unknown>): Body {
  const body = sample()
  Object.assign(body.payload.scheduled_event, members)
  return body
}

function withPayload(members: Record<string, unknown>, file?: string): Body {
  const body = sample(file)
  Object.assign(body.payload, members)
  return body
}

test.each(['invitee.updated', 'event_type.created', 'meeting_recap.created', 'contact.updated', 'toString', '__proto__'])(
  '%s is nothing that we follow',
  (event) => {
    expect(read({ ...sample(), event }).changes).toEqual([])
  },
)

describe('what a booking needs', () => {
  const cases: [string, Body, string, string][] = [
    ['its invitee', withPayload({ uri: undefined }), 'body.payload.uri', 'value_error.missing'],
    ['its event', withPayload({ scheduled_event: undefined }), 'body.payload.scheduled_event', 'value_error.missing'],
    ['its start', withEvent({ start_time: undefined }), 'body.payload.scheduled_event.start_time', 'value_error.missing'],
    [
      'a start that is an instant',
      withEvent({ start_time: '2026-03-05 15:00' }),
      'body.payload.scheduled_event.start_time',
      'value_error.datetime',
    ],
  ]
  test.each(cases)('%s', (_what, body, place, type) => {
    const issues = () => {
      try {
        return read(body)
      } catch (error) {
        return error instanceof PayloadError
          ? { event: error.providerEvent, issues: error.issues.map(({ loc, type }) => [loc.join('.'), type]) }
          : error
      }
    }
    expect(issues()).toEqual({ event: 'invitee.created', issues: [[place, type]] })
  })

  test('a cancellation needs only the invitee', () => {
    const change = first(withPayload({ scheduled_event: undefined }, 'composed-invitee-canceled-by-invitee.json'))
    expect([change.kind, change.details.startMs, change.details.groupId]).toEqual([
      'cancelled',
      undefined,
      'https://api.calendly.com/scheduled_events/EVCONS0000001',
    ])
  })
})

describe('a reschedule', () => {
  test('never looks like a cancellation, not even where the new invitee is not named', () => {
    const change = first(withPayload({ new_invitee: null }, 'composed-reschedule-1-canceled-old.json'))
    expect([change.kind, change.supersededBy, change.cancellation]).toEqual(['superseded', undefined, undefined])
  })

  test('is one also where only the new invitee is named', () => {
    expect(first(withPayload({ rescheduled: undefined }, 'composed-reschedule-1-canceled-old.json')).kind).toBe('superseded')
  })

  test('of the older payload links its pair by the UUIDs', () => {
    const body = sample('brief-invitee-created-short.json') as unknown as { event: string; payload: Record<string, unknown> }
    Object.assign(body.payload, {
      old_event: { uuid: 'E1' },
      old_invitee: { uuid: 'I1' },
      new_event: { uuid: 'E2' },
      new_invitee: { uuid: 'I2' },
    })
    const linked = (uri: string) => `https://api.calendly.com/scheduled_events/${uri}`
    const changes = read(body).changes as AppointmentChange[]
    expect(changes.map(({ kind, externalId, supersedes, supersededBy }) => ({ kind, externalId, supersedes, supersededBy }))).toEqual([
      {
        kind: 'created',
        externalId: linked('AAAAAAAAAAAAAAAA/invitees/AAAAAAAAAAAAAAAA'),
        supersedes: linked('E1/invitees/I1'),
        supersededBy: undefined,
      },
      {
        kind: 'superseded',
        externalId: linked('E1/invitees/I1'),
        supersedes: undefined,
        supersededBy: linked('AAAAAAAAAAAAAAAA/invitees/AAAAAAAAAAAAAAAA'),
      },
    ])
    expect(first({ ...body, event: 'invitee.canceled' })).toMatchObject({ kind: 'superseded', supersededBy: linked('E2/invitees/I2') })
  })
})

describe('where it is', () => {
  const cases: [object | null, unknown][] = [
    [null, null],
    [
      { type: 'physical', location: 'Harbour Street 12' },
      { kind: 'place', text: 'Harbour Street 12', url: null },
    ],
    [
      { type: 'outbound_call', location: '+1 404-555-0100' },
      { kind: 'phone', text: '+1 404-555-0100', url: null },
    ],
    [
      { type: 'inbound_call', location: null },
      { kind: 'phone', text: null, url: null },
    ],
    [
      { type: 'zoom', join_url: 'https://us04web.zoom.us/j/1?pwd=a' },
      { kind: 'video', text: 'Zoom', url: 'https://us04web.zoom.us/j/1?pwd=a' },
    ],
    [
      { type: 'microsoft_teams_conference', status: 'processing' },
      { kind: 'video', text: 'Microsoft Teams', url: null },
    ],
    [
      { type: 'newest_conference', join_url: 'https://meet.example/x' },
      { kind: 'video', text: 'meet.example', url: 'https://meet.example/x' },
    ],
    [
      { type: 'zoom', join_url: 'javascript:alert(1)' },
      { kind: 'video', text: 'Zoom', url: null },
    ],
    [
      { type: 'custom', location: 'https://whereby.com/room' },
      { kind: 'video', text: 'whereby.com', url: 'https://whereby.com/room' },
    ],
    [
      { type: 'custom', location: 'Under the big tree' },
      { kind: 'place', text: 'Under the big tree', url: null },
    ],
    [
      { type: 'custom', location: 'javascript:alert(1)' },
      { kind: 'other', text: 'javascript:alert(1)', url: null },
    ],
  ]
  test.each(cases)('%j', (location, expected) => {
    expect(first(withEvent({ location })).details.location).toEqual(expected)
  })
})

describe('a repetition', () => {
  test('has another signature time and the same key', () => {
    const body = sample()
    expect(read(body, Buffer.from('first')).deliveryKey).toBe(read(body, Buffer.from('second')).deliveryKey)
  })

  test('is no repetition when the event, the invitee or the time is another', () => {
    const bodies = [
      sample(),
      { ...sample(), event: 'invitee_no_show.created' },
      withPayload({ uri: 'https://api.calendly.com/x' }),
      { ...sample(), created_at: '2026-02-20T16:04:13.000000Z' },
    ]
    expect(new Set(bodies.map((body) => read(body).deliveryKey)).size).toBe(bodies.length)
  })

  test('of a body that names neither is known by its bytes', () => {
    const body = { event: 'contact.updated' }
    expect(read(body, Buffer.from('a')).deliveryKey).not.toBe(read(body, Buffer.from('b')).deliveryKey)
  })
})

test('guests come after the client, people are named by their parts where the form asks so, numbers are theirs', () => {
  const body = withEvent({ event_guests: [{ email: 'guest@example.com' }, { email: 'no mail' }, null] })
  Object.assign(body.payload, { name: null, text_reminder_number: '+49 30 1234567', timezone: 'Mars/Olympus' })
  expect(first(body).attendees).toEqual([
    { email: 'john.doe@example.com', name: 'John Doe', phone: '+49 30 1234567', timeZone: null, externalId: null },
    { email: 'guest@example.com', name: null, phone: null, timeZone: null, externalId: null },
  ])
})

test('a lead has the e-mail that was answered, wherever it was asked', () => {
  const body = sample('composed-routing-form-submission.json')
  body.payload['questions_and_answers'] = [
    { question: 'Your full name', answer: 'Nora Lindgren' },
    { question: 'How do we reach you?', answer: 'nora@example.com' },
    { question: 'Left open', answer: '' },
  ]
  expect(read(body).changes[0]).toMatchObject({ about: 'lead', name: 'Nora Lindgren', email: 'nora@example.com', answers: [{}, {}] })
})

test('local offsets of the older payload are instants', () => {
  const body = sample('brief-invitee-created-short.json') as unknown as { payload: { event: Record<string, unknown> } }
  body.payload.event['start_time'] = '2018-09-14T10:00:00-04:00'
  expect(first(body).details.startMs).toBe(Date.parse('2018-09-14T14:00:00Z'))
})
