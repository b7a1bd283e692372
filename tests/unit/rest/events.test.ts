import { expect, test } from 'vitest'
import { streamsPerKey } from '../../../src/main/rest/limits.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { draft, startRestDesk, type RestDesk } from './rest-desk.ts'
import { follow, type Follower } from './follower.ts'

const make = (desk: RestDesk, more: object = {}) =>
  desk.ask('/api/appointments', { method: 'POST', body: { ...draft, client: null, ...more } })

async function heard(follower: Follower, count: number): Promise<(string | undefined)[]> {
  const types: (string | undefined)[] = []
  for (let index = 0; index < count; index += 1) types.push((await follower.next())?.type)
  return types
}

test('what is written over HTTP, and at the desk, comes in the order in which it was committed', async () => {
  const desk = await startRestDesk()
  const follower = await follow(desk.url, desk.key)
  expect(follower.headers.get('content-type')).toBe('text/event-stream')
  const { body } = await make(desk)
  const { id } = body as { id: number }
  await desk.desk.appointments.mark({ id, mark: 'arrived', reason: null })
  await desk.ask(`/api/appointments/${id}/status`, { method: 'POST', body: { status: 'cancelled', reason: 'Called' } })
  expect(await follower.next()).toMatchObject({ type: 'appointment.created', data: { id, title: 'First talk' } })
  expect(await heard(follower, 2)).toEqual(['appointment.updated', 'appointment.cancelled'])
})

test('the window follows the same events', async () => {
  const desk = await startRestDesk()
  const events = await desk.desk.rest.events.stream({})
  await make(desk)
  const { value } = await events.next()
  expect(value).toMatchObject({ type: 'appointment.created' })
  await events.return?.()
})

test('a stream that broke resumes after the last event that was heard, also where none was', async () => {
  const desk = await startRestDesk()
  const first = await follow(desk.url, desk.key)
  await make(desk)
  await first.next()
  first.stop()
  await make(desk, { title: 'While nobody listened' })
  const second = await follow(desk.url, desk.key, first.lastId())
  expect(await second.next()).toMatchObject({ data: { title: 'While nobody listened' } })

  const quiet = await follow(desk.url, desk.key)
  await make(desk, { title: 'Heard by the others' })
  await second.next()
  await quiet.next()
  quiet.stop()
  const before = String(Number(quiet.lastId()) - 1)
  const resumed = await follow(desk.url, desk.key, before)
  expect(await resumed.next()).toMatchObject({ data: { title: 'Heard by the others' } })
})

test('a stream resumes where it was after the desk was started anew, with what happened before it ended', async () => {
  const dataDir = temporaryFolder()
  const before = await startRestDesk({ dataDir })
  const follower = await follow(before.url, before.key)
  await make(before)
  await follower.next()
  follower.stop()
  await make(before, { title: 'While nobody listened' })
  await before.close()
  const after = await startRestDesk({ dataDir })
  const resumed = await follow(after.url, before.key, follower.lastId())
  await make(after, { title: 'After the restart' })
  expect([await resumed.next(), await resumed.next()]).toMatchObject([
    { data: { title: 'While nobody listened' } },
    { data: { title: 'After the restart' } },
  ])
})

test('where it starts is told before anything happens', async () => {
  const desk = await startRestDesk()
  await make(desk)
  const follower = await follow(desk.url, desk.key)
  const waiting = follower.next()
  await make(desk)
  await waiting
  const fresh = await follow(desk.url, desk.key, follower.lastId())
  await make(desk, { title: 'Only this' })
  expect(await fresh.next()).toMatchObject({ data: { title: 'Only this' } })
})

test('an event that nobody knows, or that is no longer kept, is no place to resume from', async () => {
  const desk = await startRestDesk()
  await make(desk)
  const unknown = await follow(desk.url, desk.key, '900')
  expect({ status: unknown.status, ...(await unknown.problem()) }).toMatchObject({ status: 410, code: 'events_gone' })
  const wrong = await follow(desk.url, desk.key, 'yesterday')
  expect({ status: wrong.status, ...(await wrong.problem()) }).toMatchObject({ status: 400, code: 'invalid_parameter' })
})

test('a stream ends when its key is revoked, and when it expires', async () => {
  let nowMs = Date.UTC(2024, 10, 21, 12)
  const desk = await startRestDesk({ now: () => nowMs })
  const revoked = await desk.newKey(['read'])
  const expiring = await desk.newKey(['read'], nowMs + 60_000)
  const [one, other, lasting] = await Promise.all([revoked.key, expiring.key, desk.key].map((key) => follow(desk.url, key)))
  await desk.desk.access.revoke({ id: revoked.id })
  expect(await one!.next()).toBeNull()
  nowMs += 61_000
  await make(desk)
  expect(await other!.next()).toBeNull()
  expect(await lasting!.next()).toMatchObject({ type: 'appointment.created' })
})

test('a key holds so many streams open, and gets a place back when one ends', async () => {
  const desk = await startRestDesk()
  const held = await Promise.all(Array.from({ length: streamsPerKey }, () => follow(desk.url, desk.key)))
  const more = await follow(desk.url, desk.key)
  expect({ status: more.status, ...(await more.problem()) }).toMatchObject({ status: 429, code: 'too_many_streams' })
  const other = await desk.newKey(['read'])
  expect((await follow(desk.url, other.key)).status).toBe(200)
  held[0]!.stop()
  await expect.poll(async () => (await follow(desk.url, desk.key)).status).toBe(200)
})

test('a desk that closes ends its streams in order', async () => {
  const desk = await startRestDesk()
  const follower = await follow(desk.url, desk.key)
  const ended = follower.next()
  await desk.close()
  expect(await ended).toBeNull()
})
