import { request } from 'node:http'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { restErrors, problemCodeOf, type ProblemCode, type RestErrorName } from '../../../src/shared/contract/rest-problems.ts'
import { createAccess } from '../../../src/main/access/access.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { buildReceiver } from '../../../src/main/receiver/build-receiver.ts'
import { failuresPerMinute, requestsPerMinute, streamsPerKey } from '../../../src/main/rest/limits.ts'
import { restDoor } from '../../../src/main/rest/door.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'
import { stopClock } from '../../support/stopped-clock.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { calendly, clientIdOf, erase, startOffice } from '../keeping/marked-office.ts'
import { follow } from './follower.ts'
import { ask, draft, startRestDesk, type Answer, type RestDesk } from './rest-desk.ts'

const met = new Set<ProblemCode>()

/** Checks the shape of a refusal, and remembers its code. */
function refused(answer: Answer, code: ProblemCode): Record<string, unknown> {
  const problem = answer.body as Record<string, unknown>
  expect(problem, `expected ${code}`).toMatchObject({ code })
  const name = Object.keys(restErrors).find((each) => problemCodeOf(each as RestErrorName) === code) as RestErrorName
  const { status, message } = restErrors[name]
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(problem).toMatchObject({ type: `/docs/problems/${code}`, title: message, status, detail: expect.stringMatching(/./) as unknown })
  met.add(code)
  return problem
}

const make = (desk: RestDesk, body: unknown, headers: Record<string, string> = {}) =>
  desk.ask('/api/appointments', { method: 'POST', body, headers })

test('what is asked wrongly is refused by the field, and changes nothing', async () => {
  const desk = await startRestDesk()
  for (const [path, field] of [
    ['/api/appointments?colour=red', 'colour'],
    ['/api/appointments?source[]=calendly', 'source[]'],
    ['/api/appointments?source=calendly,nobody', 'source'],
    ['/api/appointments?startDate=2026-02-30', 'startDate'],
    ['/api/appointments?startDate=2026-11-21T10:00:00', 'startDate'],
    ['/api/appointments?startDate=2026-11-21&startDate=2026-11-22', 'startDate'],
    ['/api/appointments?startDate=2025-01-01&endDate=2026-12-31', 'endDate'],
    ['/api/appointments?limit=0', 'limit'],
    ['/api/appointments?limit=', 'limit'],
    ['/api/appointments?limit=201', 'limit'],
    ['/api/appointments?client=jane', 'client'],
    ['/api/appointments?updatedSince=yesterday', 'updatedSince'],
    ['/api/appointments?cursor=abc', 'cursor'],
    ['/api/clients/0', 'id'],
    ['/api/clients?__proto__=1', '__proto__'],
    ['/api/hosts?limit=1', 'limit'],
    ['/api/events?since=1', 'since'],
  ] as const) {
    const { errors } = refused(await desk.ask(path), 'invalid_parameter')
    expect(
      (errors as { field: string }[]).map((error) => error.field),
      `asked for ${path}`,
    ).toEqual([field])
  }
  refused(await desk.ask('/api/appointments?notify=1', { method: 'POST', body: draft }), 'invalid_parameter')
  for (const [body, field] of [
    [{ ...draft, end: draft.start }, 'end'],
    [{ ...draft, end: '2026-11-26T13:30:00Z' }, 'end'],
    [{ ...draft, start: 'soon' }, 'start'],
    [{ ...draft, type: 'party' }, 'type'],
    [{ ...draft, client: { name: 'Jane', email: 'jane' } }, 'client.email'],
    [{ ...draft, client: { id: 99 } }, 'client.id'],
    [{ ...draft, hostId: 99 }, 'hostId'],
    [{ ...draft, location: { kind: 'video', url: 'javascript:alert(1)' } }, 'location.url'],
    [{ ...draft, colour: 'red' }, 'colour'],
    ['[]', 'body'],
    ['null', 'body'],
  ] as const) {
    const { errors } = refused(await make(desk, body), 'invalid_body')
    expect(
      (errors as { field: string }[]).map((error) => error.field),
      `sent ${JSON.stringify(body)}`,
    ).toEqual([field])
  }
  for (const body of ['{', '', `${'['.repeat(40)}${']'.repeat(40)}`]) refused(await make(desk, body), 'invalid_json')
  expect(
    await desk.desk.appointments.list({ startMs: 0, endMs: 9e12, sources: null, types: null, statuses: null, hostIds: null, search: null }),
  ).toEqual([])
})

test('each framing of a request that is not ours is named', async () => {
  const desk = await startRestDesk()
  refused(await desk.ask('/api/appointments/1/unknown'), 'not_found')
  refused(await desk.ask('/api/appointments/1'), 'not_found')
  for (const [path, method, allow] of [
    ['/api/appointments', 'DELETE', 'GET, HEAD, POST'],
    ['/api/appointments/1', 'PUT', 'GET, HEAD, PATCH'],
    ['/api/events', 'HEAD', 'GET'],
    ['/api/hosts', 'OPTIONS', 'GET, HEAD'],
  ] as const) {
    const answer = await desk.ask(path, { method })
    expect({ status: answer.status, allow: answer.headers.get('allow') }, `asked for ${path}`).toEqual({ status: 405, allow })
    if (method !== 'HEAD') refused(answer, 'method_not_allowed')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  }
  refused(await desk.ask('/api/hosts', { headers: { accept: 'text/html' } }), 'not_acceptable')
  refused(await desk.ask('/api/hosts', { headers: { accept: 'application/json;q=0, text/*' } }), 'not_acceptable')
  expect((await desk.ask('/api/hosts', { headers: { accept: 'text/html, */*;q=0.1' } })).status).toBe(200)
  refused(await make(desk, 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }), 'unsupported_media_type')
  refused(await make(desk, draft, { 'content-encoding': 'gzip' }), 'unsupported_media_type')
  refused(await make(desk, { ...draft, notes: 'x'.repeat(300_000) }), 'too_large')
})

/** With whatever head: `fetch` would see to the hosts itself. */
function send(url: string, path: string, method: string, head: readonly string[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { path, method, agent: false, headers: [...head] }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('end', () => {
        const headers = new Headers(answer.headers as Record<string, string>)
        resolve({ status: answer.statusCode ?? 0, headers, body: JSON.parse(Buffer.concat(chunks).toString()) as unknown })
      })
    })
    sent.once('error', reject)
    sent.end()
  })
}

test('a path, a method or a host that HTTP itself does not take is a problem like any other', async () => {
  const desk = await startRestDesk()
  for (const path of ['/api/appointments/%zz', '/api/clients/%ff?limit=1', '/api/appointments/50%/status']) {
    const { errors } = refused(await desk.ask(path), 'invalid_parameter')
    expect(errors, `asked for ${path}`).toMatchObject([{ field: 'id' }])
  }
  refused(await desk.ask('/api/hosts/%zz'), 'not_found')
  for (const [path, method, allow] of [
    ['/api/appointments', 'PROPFIND', 'GET, HEAD, POST'],
    ['/api/appointments/1?x=%zz', 'LOCK', 'GET, HEAD, PATCH'],
    ['/api/appointments/1', 'Patch', 'GET, HEAD, PATCH'],
    ['/api/events?x=1', 'FOO', 'GET'],
  ] as const) {
    const answer = await desk.ask(path, { method })
    refused(answer, 'method_not_allowed')
    expect(answer.headers.get('allow'), `${method} ${path}`).toBe(allow)
  }
  for (const method of ['PROPFIND', 'FOO']) refused(await desk.ask('/api/appointments/1/unknown', { method }), 'not_found')
  const twice = refused(await send(desk.url, '/api/hosts', 'GET', ['Host', 'a.example', 'Host', 'b.example']), 'invalid_parameter')
  expect(twice['errors']).toEqual([{ field: 'Host', message: 'once' }])
  // What is no part of the REST API has the words of every page.
  for (const [path, method, status] of [
    ['/docs/%zz', 'GET', 400],
    ['/docs', 'FOO', 400],
    ['/docs', 'PROPFIND', 405],
  ] as const)
    expect(await desk.ask(path, { method }), `${method} ${path}`).toMatchObject({ status, body: { status: 'error' } })
})

test('what stands in the way of a change is told as at the desk', async () => {
  const office = await startOffice()
  const { key } = await office.desk.access.create({ name: 'CRM', scopes: ['read', 'write'], expiresAtMs: null })
  await office.post(calendly('invitee.created', { name: 'Ben Okafor', email: 'ben@example.com' }, 'one'))
  const url = (path: string): string => `${office.url}${path}`
  refused(await ask(url('/api/appointments/1'), { key, method: 'PATCH', body: { title: 'Mine now' } }), 'at_provider')
  const { body } = await ask(url('/api/appointments'), { key, method: 'POST', body: draft })
  const path = url(`/api/appointments/${(body as { id: number }).id}`)
  refused(await ask(path, { key, method: 'PATCH', body: { title: 'Other' }, headers: { 'if-match': '"old"' } }), 'precondition_failed')
  refused(await ask(`${path}/status`, { key, method: 'POST', body: { status: 'undo' } }), 'nothing_to_undo')
  await ask(`${path}/status`, { key, method: 'POST', body: { status: 'cancelled' } })
  expect(refused(await ask(path, { key, method: 'PATCH', body: { title: 'Other' } }), 'appointment_cancelled')).not.toHaveProperty('errors')
})

test('an appointment that another one has taken the place of is left as it was', async () => {
  const office = await startOffice()
  const { key } = await office.desk.access.create({ name: 'CRM', scopes: ['read', 'write'], expiresAtMs: null })
  const person = { name: 'Ben Okafor', email: 'ben@example.com' }
  await office.post(calendly('invitee.created', person, 'one'))
  await office.post(calendly('invitee.canceled', person, 'one', { replacedBy: 'two' }))
  await office.post(calendly('invitee.created', person, 'two', { replaces: 'one' }))
  const { body } = await ask(`${office.url}/api/appointments?updatedSince=2000-01-01T00:00:00Z&status=superseded`, { key })
  const [old] = (body as { appointments: { id: number }[] }).appointments
  const problem = refused(
    await ask(`${office.url}/api/appointments/${old!.id}/status`, { key, method: 'POST', body: { status: 'arrived' } }),
    'appointment_replaced',
  )
  expect(problem).not.toHaveProperty('errors')
})

test('a key that is missing, wrong, or for something else is told apart, and only a right one gets on', async () => {
  const desk = await startRestDesk()
  const missing = await desk.ask('/api/hosts', { key: null })
  refused(missing, 'unauthenticated')
  expect(missing.headers.get('www-authenticate')).toBe('Bearer realm="deskbell"')
  const wrong = await desk.ask('/api/hosts', { key: `${desk.key.slice(0, -2)}xx` })
  refused(wrong, 'invalid_token')
  expect(wrong.headers.get('www-authenticate')).toBe('Bearer realm="deskbell", error="invalid_token"')
  const reader = await desk.newKey(['read'])
  const unscoped = await desk.ask('/api/appointments', { method: 'POST', body: draft, key: reader.key })
  refused(unscoped, 'insufficient_scope')
  expect(unscoped.headers.get('www-authenticate')).toBe('Bearer realm="deskbell", error="insufficient_scope", scope="write"')
})

test('guesses are bounded for everyone together, and keep nobody out who has a key', async () => {
  const desk = await startRestDesk()
  stopClock(Date.now())
  for (let count = 0; count < failuresPerMinute; count += 1) await desk.ask('/api/hosts', { key: 'guess' })
  const bounded = await desk.ask('/api/hosts', { key: 'guess' })
  refused(bounded, 'rate_limited')
  expect(Number(bounded.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await desk.ask('/api/hosts')).status).toBe(200)
})

test('each key has its own minute', async () => {
  const desk = await startRestDesk()
  const other = await desk.newKey(['read'])
  stopClock(Date.now())
  const first = await desk.ask('/api/hosts')
  expect(first.headers.get('ratelimit-limit')).toBe(String(requestsPerMinute))
  expect(first.headers.get('ratelimit-remaining')).toBe(String(requestsPerMinute - 1))
  for (let count = 1; count < requestsPerMinute; count += 1) await desk.ask('/api/hosts')
  const bounded = await desk.ask('/api/hosts')
  refused(bounded, 'rate_limited')
  expect(Number(bounded.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await desk.ask('/api/hosts', { key: other.key })).status).toBe(200)
})

test('too many streams, and a place that is not kept, are told before a stream begins', async () => {
  const desk = await startRestDesk()
  const gone = await follow(desk.url, desk.key, '77')
  refused({ status: gone.status, headers: gone.headers, body: await gone.problem() }, 'events_gone')
  for (let count = 0; count < streamsPerKey; count += 1) await follow(desk.url, desk.key)
  const more = await follow(desk.url, desk.key)
  expect(refused({ status: more.status, headers: more.headers, body: await more.problem() }, 'too_many_streams')).not.toHaveProperty(
    'errors',
  )
  expect(Number(more.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('a request that names itself twice is one request', async () => {
  const desk = await startRestDesk()
  const headers = { 'idempotency-key': 'order-7' }
  await make(desk, draft, headers)
  refused(await make(desk, { ...draft, title: 'Another' }, headers), 'idempotency_key_reused')
  await erase(desk, await clientIdOf(desk, 'Jane'))
  expect(refused(await make(desk, draft, headers), 'gone')).not.toHaveProperty('errors')
})

test('a desk that has another name, or that cannot take anything, says so', async () => {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  onTestFinished(() => writer.close())
  const access = createAccess({ store, writer, now: () => NOON, onFailure: () => undefined })
  const { key } = await access.create({ name: 'CRM', scopes: ['read'], expiresAtMs: null }, 'mara')
  let isReady = true
  const { guards } = defaultSettings()
  const app = buildReceiver({
    receive: {
      deliver: () => Promise.reject(new Error('nobody posts here')),
      refuse: () => Promise.reject(new Error('nobody posts here')),
    } as never,
    providers,
    ready: () => isReady,
    now: () => NOON,
    proveReach: () => null,
    guard: {
      settings: () => ({ ...guards, hosts: ['desk.example.com'] }),
      publicUrl: () => null,
      isOwn: () => false,
      waiting: () => 0,
      onTurnedAway: () => undefined,
    },
    doors: [
      restDoor({
        access,
        context: () => {
          throw new Error('nothing is asked')
        },
        log: () => undefined,
      }),
    ],
  })
  onTestFinished(() => app.close())
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const answer = async (host: string): Promise<Answer> => {
    const { statusCode, headers, body } = await app.inject({ url: `${url}/api/hosts`, headers: { host, authorization: `Bearer ${key}` } })
    return { status: statusCode, headers: new Headers(headers as Record<string, string>), body: JSON.parse(body) as unknown }
  }
  refused(await answer('elsewhere.example.com'), 'misdirected')
  isReady = false
  const busy = await answer('desk.example.com')
  refused(busy, 'unavailable')
  expect(busy.headers.get('retry-after')).toBe('5')
})

// When all have run, in whatever order; one that is run alone meets its own only.
afterAll(({}, { tasks }) => {
  if (tasks.some(({ mode }) => mode !== 'run')) return
  const unmet = Object.keys(restErrors)
    .map((name) => problemCodeOf(name as RestErrorName))
    .filter((code) => !met.has(code))
  if (unmet.length > 0) throw new Error(`No test met these refusals of the contract: ${unmet.join(', ')}`)
})
