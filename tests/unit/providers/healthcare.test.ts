import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { healthcare } from '../../../src/main/providers/healthcare/index.ts'
import { PayloadError, type ReadingContext } from '../../../src/main/providers/provider.ts'
import { contextOf } from './support.ts'

const whole = {
  event_type: 'appointment.scheduled',
  appointment_id: 'A12345',
  patient_id: 'P8765',
  timestamp: '2025-01-10T12:30:00Z',
  notes: 'Annual physical',
}

function issuesOf(body: unknown) {
  try {
    healthcare.read(body, contextOf())
    return []
  } catch (error) {
    if (error instanceof PayloadError) return error.issues
    throw error
  }
}

const read = (body: object, more: Partial<ReadingContext> = {}) => healthcare.read({ ...whole, ...body }, contextOf(more))
const changeOf = (body: object, more: Partial<ReadingContext> = {}) => read(body, more).changes[0]

describe('errors, in Pydantic 1’s words', () => {
  test('a missing member answers what the brief prints', () => {
    const { appointment_id: _missing, ...rest } = whole
    const printed = JSON.parse(
      readFileSync(new URL('../../fixtures/healthcare/brief-response-422.json', import.meta.url), 'utf8'),
    ) as unknown
    expect(healthcare.answer({ kind: 'invalid', issues: issuesOf(rest) })).toEqual({ status: 422, body: printed })
  })

  test('every missing member is named, in the contract’s order', () => {
    expect(issuesOf({}).map(({ loc, type }) => [...loc, type].join(' '))).toEqual([
      'body event_type value_error.missing',
      'body appointment_id value_error.missing',
      'body patient_id value_error.missing',
      'body timestamp value_error.missing',
    ])
  })

  const permitted =
    "'appointment.scheduled', 'appointment.cancelled', 'appointment.rescheduled', 'appointment.completed', 'appointment.no_show'"
  const cases: [string, object, string, string, string][] = [
    ['a number for an id', { appointment_id: 12345 }, 'appointment_id', 'str type expected', 'type_error.str'],
    ['a list for an id', { patient_id: ['P1'] }, 'patient_id', 'str type expected', 'type_error.str'],
    ['null for an id', { patient_id: null }, 'patient_id', 'none is not an allowed value', 'type_error.none.not_allowed'],
    [
      'an empty id',
      { appointment_id: '' },
      'appointment_id',
      'ensure this value has at least 1 characters',
      'value_error.any_str.min_length',
    ],
    [
      '51 characters',
      { patient_id: 'x'.repeat(51) },
      'patient_id',
      'ensure this value has at most 50 characters',
      'value_error.any_str.max_length',
    ],
    [
      '51 emoji',
      { patient_id: '🙂'.repeat(51) },
      'patient_id',
      'ensure this value has at most 50 characters',
      'value_error.any_str.max_length',
    ],
    [
      '1,001 characters of notes',
      { notes: 'x'.repeat(1001) },
      'notes',
      'ensure this value has at most 1000 characters',
      'value_error.any_str.max_length',
    ],
    ['a number for notes', { notes: 1 }, 'notes', 'str type expected', 'type_error.str'],
    [
      'an event that is not in the list',
      { event_type: 'appointment.canceled' },
      'event_type',
      `value is not a valid enumeration member; permitted: ${permitted}`,
      'type_error.enum',
    ],
    [
      'a number for the event',
      { event_type: 1 },
      'event_type',
      `value is not a valid enumeration member; permitted: ${permitted}`,
      'type_error.enum',
    ],
    ['a UNIX timestamp', { timestamp: 1_704_888_600 }, 'timestamp', 'str type expected', 'type_error.str'],
    ['a UNIX timestamp as text', { timestamp: '1704888600' }, 'timestamp', 'invalid datetime format', 'value_error.datetime'],
    ['no zone', { timestamp: '2025-01-10T12:30:00' }, 'timestamp', 'invalid datetime format', 'value_error.datetime'],
    ['a blank instead of T', { timestamp: '2025-01-10 12:30:00Z' }, 'timestamp', 'invalid datetime format', 'value_error.datetime'],
    ['30 February', { timestamp: '2025-02-30T12:30:00Z' }, 'timestamp', 'invalid datetime format', 'value_error.datetime'],
    [
      'a control character in an id',
      { patient_id: 'P\u00001' },
      'patient_id',
      'ensure this value has no control characters',
      'value_error',
    ],
  ]
  test.each(cases)('%s', (_what, body, field, msg, type) => {
    expect(issuesOf({ ...whole, ...body })).toEqual([{ loc: ['body', field], msg, type }])
  })

  test.each([null, [], 'text', 1, true])('%j instead of an object', (body) => {
    expect(issuesOf(body)).toEqual([{ loc: ['body'], msg: 'value is not a valid dict', type: 'type_error.dict' }])
  })

  test('the event is named beside the issues where it could be read', () => {
    expect(() => healthcare.read({ ...whole, patient_id: 1 }, contextOf())).toThrow(
      expect.objectContaining({ providerEvent: 'appointment.scheduled' }),
    )
  })
})

test('what the contract allows is allowed: 50 emoji of id, 1,000 of notes, members it does not name', () => {
  expect(issuesOf({ ...whole, patient_id: '🙂'.repeat(50), notes: '🙂'.repeat(1000), extra: { a: 1 } })).toEqual([])
})

describe('the contradictory timestamp', () => {
  const start = Date.parse(whole.timestamp)
  const events = ['scheduled', 'rescheduled', 'no_show', 'cancelled', 'completed']
  const told = (clinicTimestamp: 'start' | 'event') =>
    events.map((event) => {
      const change = changeOf({ event_type: `appointment.${event}`, notes: null }, { clinicTimestamp })
      return change?.about === 'appointment' ? { details: change.details, fallback: change.fallback } : change
    })

  test('taken as the start, is so for scheduled and rescheduled, helps for a no-show, and is shown as an assumption', () => {
    const assumed = { startMs: start, startAssumed: true }
    expect(told('start')).toEqual([
      { details: assumed, fallback: undefined },
      { details: assumed, fallback: undefined },
      { details: {}, fallback: assumed },
      { details: {}, fallback: undefined },
      { details: {}, fallback: undefined },
    ])
  })

  test('taken as the event’s moment, leaves appointments of the clinic without a start', () => {
    expect(told('event')).toEqual(events.map(() => ({ details: {}, fallback: undefined })))
  })
})

test('order comes from the signature’s time, never from the body', () => {
  expect(changeOf({}, { signedAtMs: null })).not.toHaveProperty('revives')
  expect([changeOf({}, { signedAtMs: null })?.happenedAtMs, changeOf({}, { signedAtMs: 5000 })?.happenedAtMs]).toEqual([null, 5000])
})

test('only scheduled and rescheduled bring back what was cancelled, and only with a known time', () => {
  const revived = ['scheduled', 'rescheduled', 'cancelled', 'completed', 'no_show'].filter(
    (event) => 'revives' in (changeOf({ event_type: `appointment.${event}` }, { signedAtMs: 5000 }) ?? {}),
  )
  expect(revived).toEqual(['scheduled', 'rescheduled'])
})

test('a repetition is known by the sender’s id, else by what it says', () => {
  const keyOf = (body: object, messageId: string | null = null) => read(body, { messageId }).deliveryKey
  expect(keyOf({}, 'msg_7')).toBe('msg_7')
  expect(keyOf({ extra: 1 })).toBe(keyOf({}))
  expect(keyOf({ notes: null })).toBe(read({ notes: undefined }).deliveryKey)
  const others = [
    { notes: 'Other' },
    { notes: null },
    { appointment_id: 'A2' },
    { timestamp: '2025-01-10T12:31:00Z' },
    { event_type: 'appointment.completed' },
  ]
  expect(new Set([keyOf({}), ...others.map((body) => keyOf(body))]).size).toBe(others.length + 1)
})

describe('answers', () => {
  const stored = { kind: 'stored', eventId: 7, receivedAtMs: Date.parse('2025-12-03T10:15:30.123Z'), body: whole } as const
  const body = {
    status: 'success',
    message: 'Event received and stored successfully',
    event_id: 7,
    received_at: '2025-12-03T10:15:30.123Z',
    data: { event_type: 'appointment.scheduled', appointment_id: 'A12345', patient_id: 'P8765' },
  }

  test('what was stored is answered 201 as the contract says', () => {
    expect(healthcare.answer({ ...stored, verdict: 'accepted' })).toEqual({ status: 201, body })
    expect(healthcare.answer({ ...stored, verdict: 'stale' })).toEqual({ status: 201, body })
  })

  test('the answer has the members of the one that the brief prints', () => {
    const printed = JSON.parse(
      readFileSync(new URL('../../fixtures/healthcare/brief-response-201.json', import.meta.url), 'utf8'),
    ) as typeof body
    expect(Object.keys(body)).toEqual(Object.keys(printed))
    expect(body.data).toEqual(printed.data)
  })

  test('a repetition is answered 200 with the first one’s id', () => {
    expect(healthcare.answer({ ...stored, verdict: 'duplicate' })).toEqual({ status: 200, body: { ...body, duplicate: true } })
  })

  test('what was kept although we failed on it is answered 202', () => {
    expect(healthcare.answer({ ...stored, verdict: 'failed' })).toEqual({
      status: 202,
      body: { ...body, message: 'Event received and kept for review' },
    })
  })
})
