import { request } from 'node:http'
import { expect, test } from 'vitest'
import { calComBody, openBookingOffice } from '../booking/booking-office.ts'
import { ask, draft, startRestDesk } from './rest-desk.ts'

/** As it stands: `fetch` would read the dots itself. */
function statusOf(url: string, path: string, method: string, key: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const body = method === 'GET' ? '' : '{}'
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'content-length': body.length }
    const sent = request({ hostname, port, path, method, agent: false, headers }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode))
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

test('a path with dots for an id is answered, and is nothing', async () => {
  const { url, key } = await startRestDesk()
  for (const [method, path] of [
    ['GET', '/api/appointments/%2e%2e'],
    ['GET', '/api/clients/%2E%2E'],
    ['PATCH', '/api/appointments/%2e%2e'],
    ['POST', '/api/appointments/%2e%2e/status'],
    ['GET', '/api/appointments/%2e'],
  ] as const)
    expect(await statusOf(url, path, method, key), `asked for ${method} ${path}`).toBe(404)
})

test('an instant may have any number of digits of a second, and a plus that was not encoded', async () => {
  const { ask: rest } = await startRestDesk()
  const made = await rest('/api/appointments', { method: 'POST', body: { ...draft, start: '2026-11-24T13:00:00.1234567890123Z' } })
  expect(made).toMatchObject({ status: 201, body: { start: '2026-11-24T13:00:00.123Z' } })
  for (const range of [
    'startDate=2026-11-24T12:59:59.99999999999Z&endDate=2026-11-24T13:00:00.99999999999Z',
    'startDate=2026-11-24T14:00:00+01:00&endDate=2026-11-24T14:00:01+01:00',
    'updatedSince=2000-01-01T00:00:00+00:00',
  ])
    expect(await rest(`/api/appointments?${range}`), `asked for ${range}`).toMatchObject({
      status: 200,
      body: { appointments: [{ type: 'consultation' }] },
    })
})

test('a year that nobody means is refused, and nothing is made of it', async () => {
  const { ask: rest } = await startRestDesk()
  for (const [start, end] of [
    ['9999-12-31T23:30:00-05:00', '9999-12-31T23:45:00-05:00'],
    ['0000-01-01T00:30:00+01:00', '0000-01-01T00:45:00+01:00'],
    ['3000-01-01T00:00:01Z', '3000-01-01T01:00:00Z'],
    ['1899-12-31T22:00:00Z', '1899-12-31T23:00:00Z'],
  ] as const) {
    const refused = await rest('/api/appointments', { method: 'POST', body: { ...draft, start, end } })
    expect(refused, `from ${start}`).toMatchObject({
      status: 422,
      body: { code: 'invalid_body', errors: [{ field: 'start' }, { field: 'end' }] },
    })
  }
  expect((await rest('/api/appointments?updatedSince=2000-01-01T00:00:00Z')).body).toEqual({ appointments: [], nextCursor: null })
})

test('a source whose times are in no year that can be told keeps nobody from reading the others', async () => {
  const office = await openBookingOffice()
  const { key } = await office.desk.access.create({ name: 'CRM', scopes: ['read'], expiresAtMs: null })
  await office.post('cal-com', calComBody())
  // Its own sum: the start is the last minute that there is.
  const { status } = await office.post(
    'smart-scheduler',
    JSON.stringify({
      event: 'appointment.created',
      appointment: {
        id: 'ss_42',
        scheduledAt: '9999-12-31T23:59:00Z',
        duration: 30,
        type: 'strategy_session',
        client: { email: 'jane@example.com', name: 'Jane Doe' },
        host: { email: 'anna@example.com', name: 'Anna', role: 'advisor' },
      },
    }),
  )
  expect(status).toBeLessThan(300)
  const all = await ask(`${office.url}/api/appointments?updatedSince=2000-01-01T00:00:00Z`, { key })
  expect(all).toMatchObject({
    status: 200,
    body: { appointments: [{ source: 'cal-com' }, { source: 'smart-scheduler', start: '9999-12-31T23:59:00.000Z', end: null }] },
  })
  expect((await ask(`${office.url}/api/appointments/smart-scheduler:ss_42`, { key })).status).toBe(200)
})

test('changes up to a last day have no first one', async () => {
  const { ask: rest } = await startRestDesk()
  await rest('/api/appointments', { method: 'POST', body: { ...draft, start: '2020-03-02T10:00:00Z', end: '2020-03-02T11:00:00Z' } })
  await rest('/api/appointments', { method: 'POST', body: draft })
  const until = await rest('/api/appointments?updatedSince=2000-01-01T00:00:00Z&endDate=2020-12-31')
  expect(until).toMatchObject({ status: 200, body: { appointments: [{ start: '2020-03-02T10:00:00.000Z' }] } })
  expect((until.body as { appointments: unknown[] }).appointments).toHaveLength(1)
})

test('what is expected of a field is said in words', async () => {
  const { ask: rest } = await startRestDesk()
  const wrong = {
    type: 'party',
    title: ' ',
    start: draft.start,
    end: draft.end,
    hostId: 'three',
    notes: 'x'.repeat(5001),
    client: { name: 7 },
  }
  const { body } = await rest('/api/appointments', { method: 'POST', body: wrong })
  expect((body as { errors: unknown }).errors).toEqual([
    { field: 'type', message: 'one of consultation, interview, strategy_session, visit, meeting' },
    { field: 'title', message: 'not empty' },
    { field: 'hostId', message: 'a number' },
    { field: 'client.name', message: 'a text' },
    { field: 'notes', message: 'at most 5000 characters' },
  ])
  for (const [query, message] of [
    ['host=0', 'one or more team members, by id or by e-mail address'],
    ['cursor=', 'not empty'],
    ['startDate=2026-01-02&endDate=2026-01-01', 'not before startDate'],
    ['startDate=2026-01-02T00:00:00Z&endDate=2026-01-02T00:00:00Z', 'after startDate'],
  ] as const)
    expect((await rest(`/api/appointments?${query}`)).body, `asked for ${query}`).toMatchObject({ errors: [{ message }] })
})
