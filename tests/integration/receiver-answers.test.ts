import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { findDelivery } from '../../src/main/store/delivery-details.ts'
import { listDeliveries } from '../../src/main/store/delivery-lists.ts'
import type { Store } from '../../src/main/store/open.ts'
import type { SigningProviderId } from '../../src/shared/words.ts'
import { stopClock } from '../support/stopped-clock.ts'
import { NOON } from '../support/temporary.ts'
import { buildTestReceiver, PREVIOUS_SECRET, send, signed, type Sending } from '../support/test-receiver.ts'

const fixture = (path: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8')) as Record<string, unknown>
const booking = fixture('calendly/composed-invitee-created.json')
const clinicVisit = fixture('healthcare/brief-scenario-1-scheduled.json')
const everything = { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }
const log = (store: Store) => listDeliveries(store.read, everything, null, 500).rows.toReversed()
const unauthenticated = { status: 'error', message: 'Not authenticated' }

interface Row {
  readonly name: string
  readonly sending: Sending
  readonly status: number
  readonly body?: unknown
  readonly headers?: Record<string, string>
  /** Verdict and reason of the line in the log; absent: there is none. */
  readonly logged?: readonly [string, string | null]
}

const provider = (id: SigningProviderId, body: unknown, headers: Record<string, string>): Sending => signed(id, body, { headers })
const json = { 'content-type': 'application/json' }
const calendlyPath = '/api/webhooks/calendly'

const table: Row[] = [
  {
    name: 'an unknown path',
    sending: { path: '/api/webhooks/unknown', body: '{}' },
    status: 404,
    body: { status: 'error', message: 'Not found' },
  },
  {
    name: 'an unknown path with a body of unknown type',
    sending: { path: '/x', headers: { 'content-type': 'text/weird' }, body: 'x' },
    status: 404,
  },
  {
    name: 'a path that is not a path',
    sending: { method: 'GET', path: '/%zz' },
    status: 400,
    body: { status: 'error', message: 'Bad request' },
  },
  { name: 'GET on an endpoint', sending: { method: 'GET', path: calendlyPath }, status: 405, headers: { allow: 'POST' } },
  { name: 'HEAD on an endpoint', sending: { method: 'HEAD', path: calendlyPath }, status: 405, headers: { allow: 'POST' } },
  {
    name: 'PUT on an endpoint, before its body is looked at',
    sending: { method: 'PUT', path: calendlyPath, body: 'x'.repeat(300_000) },
    status: 405,
    headers: { allow: 'POST' },
  },
  { name: 'POST on the health page', sending: { path: '/health' }, status: 405, headers: { allow: 'GET, HEAD' } },
  { name: 'no content type', sending: { path: calendlyPath, body: '{}' }, status: 415, logged: ['rejected', 'type'] },
  { name: 'no content type and no body', sending: { path: calendlyPath }, status: 415, logged: ['rejected', 'type'] },
  { name: 'text', sending: provider('calendly', booking, { 'content-type': 'text/plain' }), status: 415, logged: ['rejected', 'type'] },
  {
    name: 'a form, from a provider that sends none',
    sending: provider('calendly', booking, { 'content-type': 'application/x-www-form-urlencoded' }),
    status: 415,
    logged: ['rejected', 'type'],
  },
  {
    name: 'JSON in another charset',
    sending: provider('calendly', booking, { 'content-type': 'application/json; charset=latin1' }),
    status: 415,
    logged: ['rejected', 'type'],
  },
  {
    name: 'a compressed body',
    sending: provider('calendly', booking, { 'content-encoding': 'gzip' }),
    status: 415,
    logged: ['rejected', 'type'],
  },
  {
    name: 'a body that says it is too large',
    sending: { path: calendlyPath, headers: json, body: 'x'.repeat(256 * 1024 + 1) },
    status: 413,
    logged: ['rejected', 'size'],
  },
  {
    name: 'a body that turns out too large',
    sending: { path: calendlyPath, headers: { ...json, 'transfer-encoding': 'chunked' }, body: 'x'.repeat(256 * 1024 + 1) },
    status: 413,
    logged: ['rejected', 'size'],
  },
  {
    name: 'no signature',
    sending: { path: calendlyPath, headers: json, body: '{}' },
    status: 401,
    body: unauthenticated,
    logged: ['rejected', 'signature'],
  },
  {
    name: 'an empty body without signature',
    sending: { path: calendlyPath, headers: json },
    status: 401,
    body: unauthenticated,
    logged: ['rejected', 'signature'],
  },
  {
    name: 'another secret',
    sending: signed('calendly', booking, { secret: 'another secret, long enough' }),
    status: 401,
    body: unauthenticated,
    logged: ['rejected', 'signature'],
  },
  {
    name: 'a signature header that came twice',
    sending: signed('cal-com', booking, { headers: { 'x-cal-signature-256': ['a'.repeat(64), 'b'.repeat(64)] } }),
    status: 401,
    body: unauthenticated,
    logged: ['rejected', 'signature'],
  },
  {
    name: "Cal.com's text for no secret",
    sending: provider('cal-com', booking, { 'x-cal-signature-256': 'no-secret-provided' }),
    status: 401,
    body: unauthenticated,
    logged: ['rejected', 'signature'],
  },
  {
    name: 'a clock too far behind',
    sending: signed('calendly', booking, { nowMs: NOON - 181_000 }),
    status: 401,
    body: unauthenticated,
    logged: ['rejected', 'clock'],
  },
  {
    name: 'a clock too far ahead',
    sending: signed('calendly', booking, { nowMs: NOON + 181_000 }),
    status: 401,
    body: unauthenticated,
    logged: ['rejected', 'clock'],
  },
  {
    name: 'not JSON, by a contract that is ours',
    sending: signed('smart-scheduler', '{"event":'),
    status: 400,
    body: { status: 'error', message: 'The body is not JSON' },
    logged: ['rejected', 'payload'],
  },
  {
    name: 'nested too deeply, by a contract that is ours',
    sending: signed('smart-scheduler', '['.repeat(33) + ']'.repeat(33)),
    status: 400,
    logged: ['rejected', 'payload'],
  },
  { name: 'not UTF-8', sending: signed('smart-scheduler', Buffer.from([0x22, 0xff, 0x22])), status: 400, logged: ['rejected', 'payload'] },
  {
    name: 'of the wrong shape, by a contract that is ours',
    sending: signed('smart-scheduler', { event: 'appointment.created' }),
    status: 422,
    logged: ['rejected', 'payload'],
  },
  {
    name: 'not JSON, from Cal.com, whose templates people write',
    sending: signed('cal-com', 'hello'),
    status: 202,
    logged: ['quarantined', null],
  },
  {
    name: 'of the wrong shape, from Calendly',
    sending: signed('calendly', { event: 'invitee.created', payload: 7 }),
    status: 202,
    logged: ['quarantined', null],
  },
  {
    name: 'an event that we do not act on',
    sending: signed('calendly', { event: 'event_type.created', created_at: '2026-01-01T00:00:00Z', payload: {} }),
    status: 200,
    logged: ['ignored', null],
  },
  {
    name: 'a booking',
    sending: signed('calendly', booking),
    status: 200,
    body: { status: 'success', event_id: 1, received_at: '2024-11-21T12:30:00.000Z' },
    logged: ['accepted', null],
  },
  {
    name: 'a booking with a query in the address',
    sending: { ...signed('calendly', booking), path: `${calendlyPath}?from=calendly` },
    status: 200,
    logged: ['accepted', null],
  },
  {
    name: "a booking on Calendly's other path",
    sending: { ...signed('calendly', booking), path: '/api/calendly/webhook' },
    status: 200,
    logged: ['accepted', null],
  },
  {
    name: 'a booking signed with the previous secret',
    sending: signed('calendly', booking, { secret: PREVIOUS_SECRET }),
    status: 200,
    logged: ['accepted', null],
  },
  {
    name: 'JSON with a charset parameter',
    sending: provider('calendly', booking, { 'content-type': 'application/json; charset=UTF-8' }),
    status: 200,
    logged: ['accepted', null],
  },
  {
    name: 'JSON under a type of its own',
    sending: provider('calendly', booking, { 'content-type': 'application/vnd.calendly+json' }),
    status: 200,
    logged: ['accepted', null],
  },
  {
    name: 'JSON that Cal.com labels as a form',
    sending: provider('cal-com', fixture('cal-com/docs-booking-created-2021-10-20.json'), {
      'content-type': 'application/x-www-form-urlencoded',
    }),
    status: 200,
    logged: ['accepted', null],
  },
  { name: 'a visit at the clinic', sending: signed('healthcare', clinicVisit), status: 201, logged: ['accepted', null] },
]

test.each(table)('$name is answered $status', async ({ sending, status, body, headers, logged }) => {
  const { port, store } = await buildTestReceiver()
  const reply = await send(port, sending)
  expect([reply.status, reply.json]).toEqual([status, body ?? reply.json])
  expect(reply.headers).toMatchObject(headers ?? {})
  expect(log(store).map(({ verdict, reason, httpStatus }) => [verdict, reason, httpStatus])).toEqual(logged ? [[...logged, status]] : [])
})

test.each(table)('$name is answered without a stack trace, a redirect or a word about us', async ({ sending }) => {
  const { port } = await buildTestReceiver()
  const reply = await send(port, sending)
  expect(reply.text).not.toMatch(/node_modules|at \w+ \(|Fastify|sqlite/i)
  expect([reply.headers.location, reply.headers['x-powered-by'], reply.headers.server]).toEqual([undefined, undefined, undefined])
})

test("the clinic's answers are those of its contract", async () => {
  const { port } = await buildTestReceiver()
  const stored = await send(port, signed('healthcare', clinicVisit))
  expect([stored.status, stored.json]).toEqual([
    201,
    {
      status: 'success',
      message: 'Event received and stored successfully',
      event_id: 1,
      received_at: '2024-11-21T12:30:00.000Z',
      data: { event_type: clinicVisit['event_type'], appointment_id: clinicVisit['appointment_id'], patient_id: clinicVisit['patient_id'] },
    },
  ])
  const { patient_id: _missing, ...incomplete } = clinicVisit
  const refused = await send(port, signed('healthcare', incomplete))
  expect([refused.status, refused.json]).toEqual([
    422,
    {
      status: 'error',
      message: 'Invalid payload structure',
      errors: [{ loc: ['body', 'patient_id'], msg: 'field required', type: 'value_error.missing' }],
    },
  ])
})

test('an endpoint without a secret takes nothing, and the log says what to do', async () => {
  const { port, store } = await buildTestReceiver({ closed: ['calendly'] })
  const reply = await send(port, signed('calendly', booking))
  expect([reply.status, reply.json]).toEqual([401, unauthenticated])
  expect(findDelivery(store.read, 1)).toMatchObject({
    reason: 'secret-missing',
    sentence: 'No signing secret is set for Calendly, so nothing is taken. Set it on the Providers page.',
  })
})

test('the sentence of a delivery that was held up names the distance', async () => {
  const { port, store } = await buildTestReceiver()
  await send(port, signed('calendly', booking, { nowMs: NOON - 412_000 }))
  expect(findDelivery(store.read, 1)).toMatchObject({
    sentence:
      "The sender's clock is 412 s behind ours, more than the 180 s that are allowed. Check both clocks, or whether something held the delivery up.",
    verification: { scheme: 'calendly-v1', key: null, skewSeconds: -412, failure: 'too-old' },
  })
})

test('what was not ready is answered 503 with a time to come back', async () => {
  const { port, store } = await buildTestReceiver({ ready: () => false })
  const webhook = await send(port, signed('calendly', booking))
  const health = await send(port, { method: 'GET', path: '/health' })
  expect([webhook.status, webhook.headers['retry-after'], health.status, health.json]).toEqual([503, '5', 503, { status: 'starting' }])
  expect(log(store)).toEqual([])
})

test('the same message id with another body is a conflict', async () => {
  const { port, store } = await buildTestReceiver()
  const first = await send(port, signed('healthcare', clinicVisit, { messageId: 'msg_1' }))
  const other = await send(port, signed('healthcare', { ...clinicVisit, notes: 'another' }, { messageId: 'msg_1' }))
  const again = await send(port, signed('healthcare', clinicVisit, { messageId: 'msg_1' }))
  expect([first.status, other.status, again.status, again.json?.['duplicate']]).toEqual([201, 409, 200, true])
  expect(log(store).map(({ verdict, reason }) => [verdict, reason])).toEqual([
    ['accepted', null],
    ['rejected', 'payload'],
    ['duplicate', null],
  ])
})

describe('pages', () => {
  test('the health page says ok and nothing else', async () => {
    const { port } = await buildTestReceiver()
    const reply = await send(port, { method: 'GET', path: '/health' })
    expect([reply.status, reply.json, reply.headers['x-content-type-options']]).toEqual([200, { status: 'ok' }, 'nosniff'])
  })

  test("Calendly's test page says only that the endpoint is reachable", async () => {
    const { port } = await buildTestReceiver({ closed: ['calendly'] })
    const reply = await send(port, { method: 'GET', path: '/api/calendly/webhook/test' })
    expect([reply.status, reply.json]).toEqual([200, { status: 'ok', message: 'The endpoint is reachable' }])
  })

  test('unknown paths count towards the limit, which no webhook has', async () => {
    const { port } = await buildTestReceiver()
    stopClock(NOON)
    const statuses = new Set<number>()
    for (let index = 0; index < 310; index += 1) statuses.add((await send(port, { method: 'GET', path: `/wp-login-${index}.php` })).status)
    const delivery = await send(port, signed('calendly', booking))
    expect([[...statuses], delivery.status]).toEqual([[404, 429], 200])
  })
})

describe('framing', () => {
  const talk = (port: number, text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      let answer = ''
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
      socket.on('close', () => resolve(answer))
      socket.on('error', reject)
    })

  test.each([
    ['something that is not HTTP', 'hello there\r\n\r\n', '400 Bad Request'],
    ['two lengths', 'POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', '400 Bad Request'],
    [
      'a length and chunks',
      'POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      '400 Bad Request',
    ],
    ['a head of 20 KB', `GET /health HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, '431 Request Header Fields Too Large'],
  ])('%s is refused', async (_name, text, status) => {
    const { port } = await buildTestReceiver()
    expect((await talk(port, text)).split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`)
  })

  test.each([
    ['a head that never ends', 'POST /api/webhooks/calendly HTTP/1.1\r\nHost: x\r\n'],
    [
      'a body that never comes',
      'POST /api/webhooks/calendly HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n',
    ],
    ['a connection that says nothing', ''],
  ])('%s is given up', async (_name, text) => {
    const { port } = await buildTestReceiver({ timeouts: { headersMs: 50, requestMs: 100, checkMs: 20 } })
    expect((await talk(port, text)).split('\r\n')[0]).toMatch(/^(HTTP\/1.1 408 Request Timeout)?$/)
  })
})
