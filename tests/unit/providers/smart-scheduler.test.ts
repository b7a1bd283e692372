import { describe, expect, test } from 'vitest'
import { PayloadError, type ReadingContext } from '../../../src/main/providers/provider.ts'
import { smartScheduler } from '../../../src/main/providers/smart-scheduler/index.ts'
import { contextOf } from './support.ts'

const appointment = {
  id: 'ss_1',
  scheduledAt: '2026-03-05T14:00:00Z',
  duration: 15,
  type: 'initial_consultation',
  client: { email: 'client@example.com', name: 'Casey Client' },
  host: { email: 'advisor@northwind.example', name: 'Avery Advisor', role: 'advisor' },
}

const read = (body: unknown, more: Partial<ReadingContext> = {}) => smartScheduler.read(body, contextOf(more))
const created = (changed: object = {}) => ({ event: 'appointment.created', appointment: { ...appointment, ...changed } })

function issuesOf(body: unknown) {
  try {
    read(body)
    return []
  } catch (error) {
    if (error instanceof PayloadError) return error.issues.map(({ loc, msg, type }) => `${loc.join('.')}: ${msg} (${type})`)
    throw error
  }
}

describe('a body of the wrong shape', () => {
  const cases: [string, object, string[]][] = [
    ['no id', { id: undefined }, ['body.appointment.id: field required (value_error.missing)']],
    ['no start', { scheduledAt: undefined }, ['body.appointment.scheduledAt: field required (value_error.missing)']],
    [
      'a start without zone',
      { scheduledAt: '2026-03-05T14:00:00' },
      ['body.appointment.scheduledAt: invalid datetime format (value_error.datetime)'],
    ],
    ['a duration of zero', { duration: 0 }, ['body.appointment.duration: ensure this value is greater than 0 (value_error.number.not_gt)']],
    ['a duration in fractions', { duration: 7.5 }, ['body.appointment.duration: value is not a valid integer (type_error.integer)']],
    ['a duration as text', { duration: '15' }, ['body.appointment.duration: value is not a valid integer (type_error.integer)']],
    [
      'a duration in seconds',
      { duration: 90_000 },
      ['body.appointment.duration: ensure this value is less than or equal to 10080 (value_error.number.not_le)'],
    ],
    ['a client without e-mail', { client: { name: 'Casey' } }, ['body.appointment.client.email: field required (value_error.missing)']],
    [
      'an e-mail that is none',
      { host: { email: 'advisor' } },
      ['body.appointment.host.email: value is not a valid email address (value_error.email)'],
    ],
    ['a client that is a text', { client: 'Casey' }, ['body.appointment.client: value is not a valid dict (type_error.dict)']],
    ['metadata that is a list', { metadata: [] }, ['body.appointment.metadata: value is not a valid dict (type_error.dict)']],
    [
      'two errors',
      { id: 1, duration: null },
      [
        'body.appointment.id: str type expected (type_error.str)',
        'body.appointment.duration: none is not an allowed value (type_error.none.not_allowed)',
      ],
    ],
  ]
  test.each(cases)('%s is named', (_what, changed, issues) => {
    expect(issuesOf(JSON.parse(JSON.stringify(created(changed))))).toEqual(issues)
  })

  test('an empty object misses the event', () => {
    expect(issuesOf({})).toEqual(['body.event: field required (value_error.missing)'])
  })

  test('an event without its appointment misses it', () => {
    expect(issuesOf({ event: 'appointment.created' })).toEqual(['body.appointment: field required (value_error.missing)'])
  })

  test('in the Standard Webhooks envelope the path leads through it', () => {
    const body = { type: 'appointment.created', timestamp: '2026-02-20T16:04:12Z', data: { appointment: { ...appointment, id: '' } } }
    expect(issuesOf(body)).toEqual([
      'body.data.appointment.id: ensure this value has at least 1 characters (value_error.any_str.min_length)',
    ])
  })
})

test('an event that the contract does not name is nobody’s error', () => {
  expect(read({ event: 'appointment.archived', appointment: null })).toMatchObject({ providerEvent: 'appointment.archived', changes: [] })
  expect(read({ type: 'host.created', data: 1 })).toMatchObject({ providerEvent: 'host.created', changes: [] })
  expect(read({ event: 'constructor' })).toMatchObject({ providerEvent: 'constructor', changes: [] })
})

test.each(['appointment.cancelled', 'appointment.canceled'])('%s needs only the id', (event) => {
  expect(read({ event, appointment: { id: 'ss_1' } }).changes).toEqual([
    {
      about: 'appointment',
      source: 'smart-scheduler',
      externalId: 'ss_1',
      kind: 'cancelled',
      providerEvent: event,
      happenedAtMs: null,
      details: {},
      cancellation: { by: null, reason: null, declined: false, rescheduleRequested: false },
    },
  ])
})

test('the time is the envelope’s, else the signature’s, else unknown; only a known one brings back what was cancelled', () => {
  const envelope = { type: 'appointment.created', timestamp: '2026-02-20T16:04:12Z', data: { appointment } }
  const told = (body: unknown, signedAtMs: number | null) => {
    const change = read(body, { signedAtMs }).changes[0]
    return [change?.happenedAtMs, change?.about === 'appointment' && change.revives === true]
  }
  expect([told(envelope, 5000), told(created(), 5000), told(created(), null)]).toEqual([
    [Date.parse('2026-02-20T16:04:12Z'), true],
    [5000, true],
    [null, false],
  ])
  expect(told({ ...created(), event: 'appointment.cancelled' }, 5000)).toEqual([5000, false])
})

test('a repetition is known by the sender’s id, else by its bytes', () => {
  const keyOf = (rawBody: string, messageId: string | null) => read(created(), { rawBody: Buffer.from(rawBody), messageId }).deliveryKey
  expect(keyOf('a', 'msg_1')).toBe('msg_1')
  expect([keyOf('a', null) === keyOf('a', null), keyOf('a', null) === keyOf('b', null)]).toEqual([true, false])
})

test('unknown types and roles are kept in the sender’s words', () => {
  const [change] = read(created({ type: 'portfolio_review', host: { ...appointment.host, role: 'mentor' } })).changes
  expect(change).toMatchObject({
    details: { providerType: 'portfolio_review', providerTypeSlug: 'portfolio_review', hosts: [{ role: 'mentor' }] },
  })
})
