import { expect, test } from 'vitest'
import { cutoffsOf } from '../../../src/main/keeping/cutoffs.ts'
import { insertApiKey } from '../../../src/main/store/api-keys.ts'
import { findIdempotent, insertIdempotent } from '../../../src/main/store/rest-idempotency.ts'
import { retentionSteps } from '../../../src/main/store/retention.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'
import { temporaryFolder, temporaryStore } from '../../support/temporary.ts'
import { clientIdOf, erase, foundIn } from '../keeping/marked-office.ts'
import { draft, startRestDesk, type Answer, type RestDesk } from './rest-desk.ts'

const hourMs = 3_600_000
const make = (desk: RestDesk, key = desk.key, name = 'order-7', body: unknown = draft): Promise<Answer> =>
  desk.ask('/api/appointments', { method: 'POST', body, key, headers: { 'idempotency-key': name } })

async function count(desk: RestDesk): Promise<number> {
  const { body } = await desk.ask('/api/appointments?startDate=2026-11-24&endDate=2026-11-24')
  return (body as { appointments: unknown[] }).appointments.length
}

test('a request sent many times at once is done once, and each time answered the same', async () => {
  const desk = await startRestDesk()
  const answers = await Promise.all(Array.from({ length: 12 }, () => make(desk)))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  expect(new Set(answers.map(({ headers }) => headers.get('location')))).toEqual(new Set(['/api/appointments/1']))
  expect(await count(desk)).toBe(1)
})

test('a request is known again after a restart, by its key alone and not by another one', async () => {
  const dataDir = temporaryFolder()
  const before = await startRestDesk({ dataDir })
  await make(before)
  await before.close()
  const after = await startRestDesk({ dataDir })
  expect((await make(after, before.key)).headers.get('location')).toBe('/api/appointments/1')
  expect((await make(after, after.key)).headers.get('location')).toBe('/api/appointments/2')
  expect(await count(after)).toBe(2)
})

test('a change and a status that come again are not said again', async () => {
  const desk = await startRestDesk()
  await make(desk)
  const change = (path: string, method: string, body: unknown, name: string): Promise<Answer> =>
    desk.ask(path, { method, body, headers: { 'idempotency-key': name } })
  for (let times = 0; times < 3; times += 1) {
    await change('/api/appointments/1', 'PATCH', { title: 'Second talk' }, 'b')
    await change('/api/appointments/1/status', 'POST', { status: 'cancelled' }, 'c')
    await change('/api/appointments/1/status', 'POST', { status: 'undo' }, 'd')
  }
  const { history } = await desk.desk.appointments.get({ id: 1 })
  expect(history.map(({ kind }) => kind)).toEqual(['undone', 'cancelled', 'updated', 'created'])
})

test('a request that was refused may be sent again under its name once it is right', async () => {
  const desk = await startRestDesk()
  expect((await make(desk, desk.key, 'one', { ...draft, hostId: 99 })).status).toBe(422)
  expect((await make(desk, desk.key, 'one', draft)).status).toBe(201)
})

test('after a day a name is free again, and what was kept of it goes', async () => {
  let nowMs = Date.UTC(2026, 10, 20, 12)
  const desk = await startRestDesk({ now: () => nowMs })
  await make(desk)
  nowMs += 25 * hourMs
  expect((await make(desk)).headers.get('location')).toBe('/api/appointments/2')

  const { write } = temporaryStore()
  const key = {
    name: 'CRM',
    prefix: 'dbk_aaaaaaaa',
    digest: Buffer.alloc(32),
    scopes: ['write'],
    createdAtMs: 0,
    createdBy: 'mara',
    expiresAtMs: null,
  } as const
  const request = { keyId: insertApiKey(write, key), name: 'order-7', digest: Buffer.alloc(32, 1) }
  insertIdempotent(write, request, 7, nowMs)
  const retain = (atMs: number): number =>
    retentionSteps.reduce((gone, step) => gone + step(write, cutoffsOf(defaultSettings().keep, atMs, 'UTC'), atMs), 0)
  expect(retain(nowMs + 23 * hourMs)).toBe(0)
  expect(findIdempotent(write, request, nowMs + 23 * hourMs)).toEqual({ kind: 'done', appointmentId: 7 })
  expect(retain(nowMs + 24 * hourMs)).toBe(1)
  expect(findIdempotent(write, request, nowMs)).toBeNull()
})

test('who is erased is not made again by a request that comes late, and nothing is kept by which it could be guessed', async () => {
  const dataDir = temporaryFolder()
  const desk = await startRestDesk({ dataDir })
  await make(desk, desk.key, 'jane@example.com')
  await erase(desk, await clientIdOf(desk, 'Jane'))
  expect((await make(desk, desk.key, 'jane@example.com')).status).toBe(410)
  expect(await count(desk)).toBe(0)
  await desk.close()
  expect(foundIn(dataDir, ['jane@example.com', 'Jane Doe'])).toEqual([])
})
