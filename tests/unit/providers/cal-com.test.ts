import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { apply, type AppointmentState } from '../../../src/main/ingest/apply.ts'
import type { AppointmentChange } from '../../../src/main/ingest/change.ts'
import { calCom } from '../../../src/main/providers/cal-com/index.ts'
import { PayloadError } from '../../../src/main/providers/provider.ts'
import { contextOf } from './support.ts'

interface Body {
  triggerEvent: string
  createdAt: string
  payload: Record<string, unknown>
}

const sample = (file: string) => JSON.parse(readFileSync(new URL(`../../fixtures/cal-com/${file}.json`, import.meta.url), 'utf8')) as Body
const read = (body: unknown, rawBody = Buffer.from(JSON.stringify(body))) => calCom.read(body, contextOf({ rawBody }))
const changesOf = (body: unknown) => read(body).changes as AppointmentChange[]

function booking(triggerEvent = 'BOOKING_CREATED', members: Record<string, unknown> = {}): Body {
  const body = sample('docs-booking-created-2021-10-20')
  return { ...body, triggerEvent, payload: { ...body.payload, ...members } }
}

function issuesOf(body: unknown) {
  try {
    read(body)
    return []
  } catch (error) {
    if (error instanceof PayloadError) return error.issues.map(({ loc, type }) => `${loc.join('.')} ${type}`)
    throw error
  }
}

const ignored = [
  'PING',
  'MEETING_STARTED',
  'RECORDING_READY',
  'RECORDING_TRANSCRIPTION_GENERATED',
  'INSTANT_MEETING',
  'INSTANT_MEETING_ACCEPTED',
  'OOO_CREATED',
  'FORM_SUBMITTED',
  'FORM_SUBMITTED_NO_EVENT',
  'ROUTING_FORM_FALLBACK_HIT',
  'DELEGATION_CREDENTIAL_ERROR',
  'WRONG_ASSIGNMENT_REPORT',
  'CALENDAR_ENTRY_REJECTED',
  'BOOKING_LOCATION_UPDATED',
  'BOOKING_REASSIGNED',
  'WHATEVER_COMES_NEXT',
  'constructor',
]
test.each(ignored)('%s is authentic and changes nothing', (triggerEvent) => {
  expect(read({ triggerEvent, createdAt: 'x', payload: 'anything' })).toMatchObject({ providerEvent: triggerEvent, changes: [] })
})

describe('what cannot be read', () => {
  const cases: [string, unknown, string[]][] = [
    ['a text', 'event=BOOKING_CREATED', ['body type_error.dict']],
    ['a list', [], ['body type_error.dict']],
    ['a body of a custom template', { content: 'A new event' }, ['body.triggerEvent value_error.missing']],
    ['a booking without uid', booking('BOOKING_CREATED', { uid: undefined }), ['body.payload.uid value_error.missing']],
    ['a booking without start', booking('BOOKING_RESCHEDULED', { startTime: undefined }), ['body.payload.startTime value_error.missing']],
    ['a start that is none', booking('BOOKING_PAID', { startTime: 'tomorrow' }), ['body.payload.startTime value_error.datetime']],
    ['a cancellation without uid', booking('BOOKING_CANCELLED', { uid: null }), ['body.payload.uid type_error.none.not_allowed']],
    ['a payload that is a text', { triggerEvent: 'BOOKING_CREATED', payload: 'x' }, ['body.payload type_error.dict']],
    ['no payload', { triggerEvent: 'BOOKING_REQUESTED' }, ['body.payload value_error.missing']],
    ['a meeting without uid', { triggerEvent: 'MEETING_ENDED', endTime: '2024-01-01T10:15:00Z' }, ['body.uid value_error.missing']],
    [
      'a no-show of nobody',
      { triggerEvent: 'BOOKING_NO_SHOW_UPDATED', payload: { bookingUid: 'u', attendees: [] } },
      ['body.payload.attendees value_error.missing'],
    ],
    [
      'a no-show of no booking',
      { triggerEvent: 'BOOKING_NO_SHOW_UPDATED', payload: { uid: 'u' } },
      ['body.payload.bookingUid value_error.missing'],
    ],
  ]
  test.each(cases)('%s', (_what, body, issues) => {
    expect(issuesOf(JSON.parse(JSON.stringify(body)))).toEqual(issues)
  })

  test('a cancellation without times is read all the same', () => {
    expect(changesOf(booking('BOOKING_CANCELLED', { startTime: undefined, endTime: 'x', length: undefined }))[0]?.kind).toBe('cancelled')
  })
})

test('a date of the envelope that is none leaves the order to arrival', () => {
  expect(changesOf({ ...booking(), createdAt: '2026-01-11T...' })[0]?.happenedAtMs).toBeNull()
})

describe('where the meeting is', () => {
  const link = 'https://meet.example/room'
  const cases: [Record<string, unknown>, unknown][] = [
    [
      { metadata: { videoCallUrl: link }, videoCallData: { url: 'https://second.example/' }, location: 'https://third.example/' },
      { kind: 'video', text: 'meet.example', url: link },
    ],
    [
      { metadata: {}, videoCallData: { url: link }, location: 'integrations:zoom' },
      { kind: 'video', text: 'Zoom', url: link },
    ],
    [
      { metadata: {}, videoCallData: undefined, location: link },
      { kind: 'video', text: 'meet.example', url: link },
    ],
    [
      { metadata: { videoCallUrl: 'javascript:alert(1)' }, videoCallData: { url: link }, location: 'integrations:daily' },
      { kind: 'video', text: 'Cal Video', url: link },
    ],
    [
      { metadata: {}, videoCallData: undefined, location: 'integrations:google:meet' },
      { kind: 'video', text: 'Google Meet', url: null },
    ],
    [
      { metadata: {}, videoCallData: undefined, location: 'integrations:constructor' },
      { kind: 'video', text: 'constructor', url: null },
    ],
    [
      { metadata: {}, videoCallData: undefined, location: '+49 30 1234567' },
      { kind: 'phone', text: '+49 30 1234567', url: null },
    ],
    [
      { metadata: {}, videoCallData: undefined, location: 'Calcom HQ' },
      { kind: 'place', text: 'Calcom HQ', url: null },
    ],
    [{ metadata: {}, videoCallData: undefined, location: null }, null],
    [{ metadata: {}, videoCallData: undefined, location: undefined }, undefined],
  ]
  test.each(cases)('%j', (members, location) => {
    expect(changesOf(booking('BOOKING_CREATED', members))[0]?.details.location).toEqual(location)
  })
})

describe('a booking that replaces another', () => {
  const old = { rescheduleUid: 'old', rescheduleStartTime: '2024-01-05T14:30:00Z', rescheduleEndTime: '2024-01-05T14:45:00Z' }

  test.each(['BOOKING_RESCHEDULED', 'BOOKING_CREATED', 'BOOKING_REQUESTED', 'BOOKING_PAYMENT_INITIATED', 'BOOKING_PAID'])(
    '%s links the old to the new, and tells the old one’s times where nothing else does',
    (trigger) => {
      const [now, before] = changesOf(booking(trigger, old))
      expect(now).toMatchObject({ externalId: 'unique-booking-id', supersedes: 'old' })
      expect(before).toEqual({
        about: 'appointment',
        source: 'cal-com',
        providerEvent: trigger,
        happenedAtMs: Date.parse('2024-01-01T00:00:00Z'),
        externalId: 'old',
        kind: 'superseded',
        details: {},
        fallback: { startMs: Date.parse('2024-01-05T14:30:00Z'), endMs: Date.parse('2024-01-05T14:45:00Z') },
        supersededBy: 'unique-booking-id',
      })
    },
  )

  test('waits where the new time has to be confirmed', () => {
    expect(changesOf(booking('BOOKING_REQUESTED', old))[0]?.kind).toBe('requested')
  })

  test('under the same uid is moved', () => {
    const changes = changesOf(booking('BOOKING_RESCHEDULED', { ...old, rescheduleUid: 'unique-booking-id' }))
    expect(changes.map(({ kind, supersedes }) => [kind, supersedes])).toEqual([['rescheduled', undefined]])
  })

  test('does not replace it in a cancellation', () => {
    expect(changesOf(booking('BOOKING_CANCELLED', old)).map(({ kind, supersedes }) => [kind, supersedes])).toEqual([
      ['cancelled', undefined],
    ])
  })
})

describe('seats', () => {
  /** What is known after these samples, in this order. */
  function after(files: readonly string[], more: readonly Body[] = []): AppointmentState {
    const bodies = [...files.map(sample), ...more]
    const state = bodies
      .flatMap(changesOf)
      .reduce<AppointmentState | null>((known, change) => apply(known, change, { receivedAtMs: 0 }).state, null)
    if (state === null) throw new Error('nothing was said')
    return state
  }
  const seats = ['composed-seated-1-first-seat-created', 'composed-seated-2-second-seat-created', 'composed-seated-3-one-seat-cancelled']
  const present = (state: AppointmentState) => state.details.attendees.filter(({ active }) => active).map(({ email }) => email)

  test.each([[seats], [[...seats].reverse()], [[seats[1]!, seats[2]!, seats[0]!]]])(
    'one that leaves does not end the slot: %j',
    (files) => {
      const state = after(files)
      expect({ status: state.status, present: present(state) }).toEqual({ status: 'scheduled', present: ['ben@example.com'] })
    },
  )

  test('the last that leaves does', () => {
    const last = sample('composed-seated-3-one-seat-cancelled')
    const ben = { ...last, createdAt: '2026-03-02T10:00:00.000Z', payload: { ...last.payload, attendees: [{ email: 'BEN@example.com' }] } }
    expect(after(seats, [ben]).status).toBe('cancelled')
  })

  test('a cancellation that names nobody is the whole slot’s', () => {
    const body = sample('composed-seated-3-one-seat-cancelled')
    expect(changesOf({ ...body, payload: { ...body.payload, attendees: [] } })[0]?.kind).toBe('cancelled')
  })

  test('a payload that lists one seat forgets nobody', () => {
    expect(changesOf(sample(seats[0]!))[0]).not.toHaveProperty('attendeesAreAll')
  })
})

describe('no-shows', () => {
  const update = (attendees: unknown) =>
    changesOf({
      triggerEvent: 'BOOKING_NO_SHOW_UPDATED',
      createdAt: '2025-12-01T12:34:34.774Z',
      payload: { bookingUid: 'u', attendees },
    })[0]

  test('are told for each attendee, in one change', () => {
    expect(
      update([{ email: 'A@example.com', noShow: true }, { email: 'b@example.com', noShow: false }, { email: 'c@example.com' }]),
    ).toMatchObject({
      externalId: 'u',
      kind: 'no_show',
      noShows: [
        { who: 'a@example.com', noShow: true },
        { who: 'b@example.com', noShow: false },
      ],
    })
  })

  const observed = { title: 'T', bookingUid: 'u', startTime: '2025-12-02T04:00:00.000Z', endTime: '2025-12-02T04:30:00.000Z' }

  test('of all guests where the observer marks none of them', () => {
    const attendees = [{ email: 'a@example.com', noShow: false }]
    const [change] = changesOf({ triggerEvent: 'AFTER_GUESTS_CAL_VIDEO_NO_SHOW', createdAt: 'x', payload: { ...observed, attendees } })
    expect(change).toMatchObject({ kind: 'no_show', externalId: 'u', details: {} })
    expect(change).not.toHaveProperty('noShows')
  })

  test('of those whom the observer marks', () => {
    const attendees = [
      { email: 'A@example.com', noShow: true },
      { email: 'b@example.com', noShow: false },
    ]
    const [change] = changesOf({ triggerEvent: 'AFTER_GUESTS_CAL_VIDEO_NO_SHOW', createdAt: 'x', payload: { ...observed, attendees } })
    expect(change?.noShows).toEqual([{ who: 'a@example.com', noShow: true }])
  })

  test('make of a meeting that ended one that nobody came to', () => {
    const body = sample('docs-meeting-ended-flat') as unknown as { attendees: { noShow: boolean }[] }
    const everyone = { ...body, attendees: body.attendees.map((attendee) => ({ ...attendee, noShow: true })) }
    expect([changesOf(body)[0]?.kind, changesOf(everyone)[0]?.kind]).toEqual(['completed', 'no_show'])
  })
})

describe('a cancellation', () => {
  const cases: [Record<string, unknown>, unknown][] = [
    [{ cancellationReason: '$RCH$Please pick another slot' }, { reason: 'Please pick another slot', rescheduleRequested: true }],
    [{ cancellationReason: '$RCH$' }, { reason: null, rescheduleRequested: true }],
    [{ cancellationReason: 'Costs $RCH$ too much' }, { reason: 'Costs $RCH$ too much', rescheduleRequested: false }],
    [
      { requestReschedule: true, cancelledBy: 'host@example.com' },
      { by: 'host@example.com', rescheduleRequested: true },
    ],
    [{ requestReschedule: 'yes' }, { by: null, reason: null, rescheduleRequested: false }],
  ]
  test.each(cases)('%j', (members, cancellation) => {
    expect(changesOf(booking('BOOKING_CANCELLED', members))[0]?.cancellation).toMatchObject(cancellation as object)
  })
})

test('a repetition repeats the bytes; a meeting ends once, whatever its row says by then', () => {
  const keyOf = (body: unknown, raw: string) => read(body, Buffer.from(raw)).deliveryKey
  expect([keyOf(booking(), 'a') === keyOf(booking(), 'a'), keyOf(booking(), 'a') === keyOf(booking(), 'b')]).toEqual([true, false])
  const ended = sample('docs-meeting-ended-flat')
  expect(keyOf(ended, 'a')).toBe(keyOf({ ...ended, updatedAt: 'later' }, 'b'))
})

test('members of a team are hosts too, each once', () => {
  const [change] = changesOf(
    booking('BOOKING_CREATED', {
      team: {
        name: 'T',
        members: [
          { email: 'ORGANIZER@example.com', name: 'Again' },
          { email: 'second@example.com', name: 'Second' },
        ],
      },
    }),
  )
  expect(change?.details.hosts).toEqual([
    { email: 'organizer@example.com', name: 'Organizer Name', role: null },
    { email: 'second@example.com', name: 'Second', role: null },
  ])
})

test('answers are shown in the form’s words, without hidden ones and those that stand elsewhere', () => {
  const responses = {
    name: { label: 'your_name', value: 'Guest' },
    attendeePhoneNumber: { label: 'phone_number', value: '+49 30 1234567' },
    budget: { label: 'Your budget', value: 5000 },
    topics: { label: 'Topics', value: ['Tax', '', 'Law', 7] },
    contact: { label: 'Contact', value: { value: 'phone', optionValue: '+1' } },
    secret: { label: 'Secret', value: 'x', isHidden: true },
    open: { label: 'Left open' },
    odd: 'text',
  }
  const [change] = changesOf(booking('BOOKING_CREATED', { responses }))
  expect(change?.details.answers).toEqual([
    { question: 'Your budget', answer: '5000' },
    { question: 'Topics', answer: 'Tax, Law' },
    { question: 'Contact', answer: 'phone: +1' },
  ])
  expect(change?.attendees?.map(({ phone }) => phone)).toEqual(['+49 30 1234567', null])
})

test('without an end the length tells it', () => {
  const [change] = changesOf(booking('BOOKING_CREATED', { endTime: undefined, length: 40 }))
  expect(change?.details.endMs).toBe(Date.parse('2024-01-01T10:40:00Z'))
})
