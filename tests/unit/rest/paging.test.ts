import { expect, test } from 'vitest'
import { calendly, startOffice } from '../keeping/marked-office.ts'
import { ask, draft, startRestDesk, type RestDesk } from './rest-desk.ts'

interface Page {
  readonly appointments: { readonly id: number; readonly title: string | null; readonly start: string | null }[]
  readonly nextCursor: string | null
}

async function make(desk: RestDesk, title: string, start: string): Promise<number> {
  const end = new Date(Date.parse(start) + 1_800_000).toISOString()
  const { body } = await desk.ask('/api/appointments', { method: 'POST', body: { ...draft, client: null, title, start, end } })
  return (body as { id: number }).id
}

const titles = ({ appointments }: Page): (string | null)[] => appointments.map(({ title }) => title)
const list = async (desk: RestDesk, query: string): Promise<Page> => (await desk.ask(`/api/appointments?${query}`)).body as Page

/** Every page of a list; between two of them something happens. */
async function walk(desk: RestDesk, query: string, between: () => Promise<unknown>): Promise<(string | null)[]> {
  const seen: (string | null)[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page = await list(desk, `${query}${cursor === '' ? '' : `&cursor=${cursor}`}`)
    seen.push(...titles(page))
    cursor = page.nextCursor
    await between()
  }
  return seen
}

test('what stands all the time is neither missed nor repeated while others are made, moved and cancelled', async () => {
  const desk = await startRestDesk()
  const standing: string[] = []
  // Three begin at the same time each: only the id tells them apart.
  for (let index = 0; index < 12; index += 1) {
    standing.push(`standing ${index}`)
    await make(desk, `standing ${index}`, `2026-11-24T${10 + Math.floor(index / 3)}:00:00Z`)
  }
  const restless = await make(desk, 'restless', '2026-11-24T09:00:00Z')
  let times = 0
  const seen = await walk(desk, 'startDate=2026-11-24&endDate=2026-11-24&limit=2', async () => {
    times += 1
    await make(desk, 'new', times % 2 === 0 ? '2026-11-24T08:00:00Z' : '2026-11-24T20:00:00Z')
    await desk.ask(`/api/appointments/${restless}`, {
      method: 'PATCH',
      body: { start: `2026-11-24T${10 + (times % 5)}:10:00Z`, end: `2026-11-24T${10 + (times % 5)}:40:00Z` },
    })
  })
  expect(seen.filter((title) => title?.startsWith('standing'))).toEqual(standing)
})

test('what is changed while somebody reads the changes is in them, as it is then', async () => {
  let nowMs = Date.UTC(2026, 10, 20, 12)
  const desk = await startRestDesk({ now: () => (nowMs += 1) })
  const ids: number[] = []
  for (let index = 0; index < 6; index += 1) ids.push(await make(desk, `talk ${index}`, `2026-11-24T1${index}:00:00Z`))
  let hasChanged = false
  const seen = await walk(desk, 'updatedSince=2026-11-20T00:00:00Z&limit=2', async () => {
    if (hasChanged) return
    hasChanged = true
    await desk.ask(`/api/appointments/${ids[0]}`, { method: 'PATCH', body: { title: 'talk 0, changed' } })
  })
  expect(seen).toEqual(['talk 0', 'talk 1', 'talk 2', 'talk 3', 'talk 4', 'talk 5', 'talk 0, changed'])
})

test('the header Link leads through the same pages as the cursor, with everything else as it was asked', async () => {
  const desk = await startRestDesk()
  for (let index = 0; index < 5; index += 1) await make(desk, `talk ${index}`, `2026-11-24T1${index}:00:00Z`)
  const seen: (string | null)[] = []
  let path: string | null = '/api/appointments?startDate=2026-11-24&endDate=2026-11-24&limit=2&source=manual,calendly'
  while (path !== null) {
    const { headers, body }: { headers: Headers; body: unknown } = await desk.ask(path)
    seen.push(...titles(body as Page))
    path = /^<(.+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1] ?? null
  }
  expect(seen).toEqual(['talk 0', 'talk 1', 'talk 2', 'talk 3', 'talk 4'])
})

test('a cursor of another list is refused', async () => {
  const desk = await startRestDesk()
  for (let index = 0; index < 2; index += 1) await make(desk, `talk ${index}`, `2026-11-24T1${index}:00:00Z`)
  const { nextCursor } = await list(desk, 'startDate=2026-11-24&limit=1')
  expect((await desk.ask(`/api/appointments?updatedSince=2026-11-20T00:00:00Z&cursor=${nextCursor}`)).status).toBe(400)
  expect((await desk.ask(`/api/clients?cursor=${nextCursor}`)).status).toBe(400)
})

test('a day of the office is a day of its clock, also when it has 23 or 25 hours', async () => {
  const desk = await startRestDesk()
  await desk.desk.settings.update({ timeZone: 'Europe/Berlin' })
  for (const [title, start] of [
    ['before spring', '2026-03-28T22:59:00Z'],
    ['spring begins', '2026-03-28T23:00:00Z'],
    ['spring ends', '2026-03-29T21:59:00Z'],
    ['after spring', '2026-03-29T22:00:00Z'],
    ['before autumn', '2026-10-24T21:59:00Z'],
    ['autumn begins', '2026-10-24T22:00:00Z'],
    ['autumn ends', '2026-10-25T22:59:00Z'],
    ['after autumn', '2026-10-25T23:00:00Z'],
  ] as const)
    await make(desk, title, start)
  expect(titles(await list(desk, 'startDate=2026-03-29&endDate=2026-03-29'))).toEqual(['spring begins', 'spring ends'])
  expect(titles(await list(desk, 'startDate=2026-10-25&endDate=2026-10-25'))).toEqual(['autumn begins', 'autumn ends'])
  const instants = `startDate=${encodeURIComponent('2026-10-25T00:00:00+02:00')}&endDate=2026-10-25T22:59:00Z`
  expect(titles(await list(desk, instants))).toEqual(['autumn begins'])
  // A whole leap year, and not a day more.
  expect((await desk.ask('/api/appointments?startDate=2028-01-01&endDate=2028-12-31')).status).toBe(200)
  expect((await desk.ask('/api/appointments?startDate=2028-01-01&endDate=2029-01-01')).status).toBe(400)
  expect((await desk.ask('/api/appointments?startDate=2028-01-01T00:00:00Z&endDate=2029-01-01T00:00:00Z')).status).toBe(200)
  expect((await desk.ask('/api/appointments?startDate=2028-01-01T00:00:00Z&endDate=2029-01-01T00:00:01Z')).status).toBe(400)
})

test('filters are about sources, types, hosts, statuses and clients, alone and together; tests and samples are nowhere', async () => {
  const office = await startOffice()
  const { key } = await office.desk.access.create({ name: 'CRM', scopes: ['read', 'write'], expiresAtMs: null })
  const rest = async (path: string): Promise<unknown> => (await ask(`${office.url}${path}`, { key })).body
  const person = { name: 'Ben Okafor', email: 'ben@example.com' }
  await office.post(calendly('invitee.created', person, 'one'))
  await office.desk.providers.sendTest({ provider: 'calendly', event: 'invitee.created' })
  const { start: day } = ((await rest('/api/appointments?updatedSince=2000-01-01T00:00:00Z')) as Page).appointments[0]!
  const start = new Date(Date.parse(day!) + 3_600_000).toISOString()
  const end = new Date(Date.parse(day!) + 5_400_000).toISOString()
  await ask(`${office.url}/api/appointments`, { key, method: 'POST', body: { type: 'visit', title: 'By hand', start, end } })
  const sourcesOf = async (filter: string): Promise<string[]> =>
    (
      (await rest(`/api/appointments?updatedSince=2000-01-01T00:00:00Z&${filter}`)) as { appointments: { source: string }[] }
    ).appointments.map(({ source }) => source)
  const [host] = ((await rest('/api/hosts')) as { hosts: { id: number; email: string }[] }).hosts
  const [client] = ((await rest('/api/clients?search=okafor')) as { clients: { id: number }[] }).clients
  expect(await sourcesOf('')).toEqual(['calendly', 'manual'])
  expect(await sourcesOf('source=manual')).toEqual(['manual'])
  expect(await sourcesOf('source=manual&source=calendly&source=cal-com')).toEqual(['calendly', 'manual'])
  expect(await sourcesOf('type=visit,meeting')).toEqual(['manual'])
  expect(await sourcesOf(`host=${host!.id}`)).toEqual(['calendly'])
  expect(await sourcesOf(`host=${host!.email.toUpperCase()}`)).toEqual(['calendly'])
  expect(await sourcesOf('host=nobody@office.example')).toEqual([])
  expect(await sourcesOf(`client=${client!.id}`)).toEqual(['calendly'])
  expect(await sourcesOf('client=900')).toEqual([])
  expect(await sourcesOf('status=cancelled')).toEqual([])
  expect(await sourcesOf(`status=scheduled&source=calendly&client=${client!.id}`)).toEqual(['calendly'])
  const test = (await office.desk.desk.status()).testCount
  expect(test).toBe(1)
  expect(((await rest('/api/clients')) as { clients: unknown[] }).clients).toHaveLength(1)
})

test('a client is found by any of their data, a page at a time, merged ones as one', async () => {
  const desk = await startRestDesk()
  for (const [name, email] of [
    ['Ann Silva', 'ann@example.com'],
    ['Anna Silva', 'anna@example.com'],
    ['Bo Chen', 'bo@example.com'],
  ])
    await desk.ask('/api/appointments', { method: 'POST', body: { ...draft, client: { name, email } } })
  const names = async (query: string): Promise<unknown> =>
    ((await desk.ask(`/api/clients${query}`)).body as { clients: { name: string }[] }).clients.map(({ name }) => name)
  expect(await names('?search=silva')).toEqual(['Ann Silva', 'Anna Silva'])
  const { body } = await desk.ask('/api/clients?limit=2')
  expect(await names(`?limit=2&cursor=${(body as Page).nextCursor}`)).toEqual(['Bo Chen'])
  await desk.desk.clients.merge({ id: 1, otherId: 2, contact: { name: 'own', email: 'own', phone: 'own' } })
  expect(await names('?search=anna')).toEqual(['Ann Silva'])
  expect(((await desk.ask('/api/clients/2')).body as { id: number }).id).toBe(1)
})
