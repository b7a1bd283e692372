import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { draft, startRestDesk, type RestDesk } from './rest-desk.ts'

const hourMs = 3_600_000

async function tokenOf(desk: RestDesk, key: string, scope = 'read'): Promise<string> {
  const answer = await fetch(`${desk.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: key.slice(0, 12), client_secret: key, scope }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

const status = async (desk: RestDesk, key: string, method = 'GET'): Promise<number> =>
  (await desk.ask('/api/appointments', { key, method, ...(method === 'POST' && { body: draft }) })).status

test('keys and tokens count until they expire or are revoked, and for nothing but their scopes', async () => {
  let nowMs = Date.UTC(2026, 10, 20, 12)
  const desk = await startRestDesk({ now: () => nowMs })
  const reader = await desk.newKey(['read'])
  const writer = await desk.newKey(['write'])
  const brief = await desk.newKey(['read'], nowMs + 2 * hourMs)
  const setup = await desk.newKey(['setup'])
  const token = await tokenOf(desk, reader.key)
  expect([await status(desk, reader.key), await status(desk, reader.key, 'POST')]).toEqual([200, 403])
  expect([await status(desk, writer.key), await status(desk, writer.key, 'POST')]).toEqual([403, 201])
  expect([await status(desk, setup.key), await status(desk, setup.key, 'POST')]).toEqual([403, 403])
  expect([await status(desk, token), await status(desk, token, 'POST')]).toEqual([200, 403])
  // A token has no more than was asked for, whatever its key may.
  const narrow = await tokenOf(desk, desk.key, 'read')
  expect([await status(desk, narrow), await status(desk, narrow, 'POST')]).toEqual([200, 403])
  nowMs += hourMs
  expect([await status(desk, token), await status(desk, brief.key)]).toEqual([401, 200])
  nowMs += hourMs
  expect(await status(desk, brief.key)).toBe(401)
  const again = await tokenOf(desk, reader.key)
  expect(await status(desk, again)).toBe(200)
  await desk.desk.access.revoke({ id: reader.id })
  expect([await status(desk, reader.key), await status(desk, again)]).toEqual([401, 401])
})

test('a key with the scope setup registers channels as the setup key does, and others do not', async () => {
  const desk = await startRestDesk()
  const setup = await desk.newKey(['setup'])
  const writer = await desk.newKey(['read', 'write'])
  const ask = async (key: string): Promise<number> => (await desk.ask('/api/calendar/webhook/setup', { method: 'POST', key })).status
  // It is let in, and told that there is no public address to register.
  expect(await ask(setup.key)).toBe(503)
  expect(await ask(await tokenOf(desk, setup.key, 'setup'))).toBe(503)
  expect(await ask(writer.key)).toBe(401)
})

test('no key and no token is in a log or in any file', async () => {
  const desk = await startRestDesk()
  const token = await tokenOf(desk, desk.key, 'read write')
  await status(desk, token, 'POST')
  await desk.ask('/api/appointments?colour=1', { key: token })
  await desk.ask('/api/calendar/webhook/setup', { method: 'POST', key: token })
  await desk.close()
  const secrets = [desk.key.slice(13), token.slice(4)]
  const files = readdirSync(desk.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(0)
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(join(parentPath, name))
    expect(
      secrets.filter((secret) => bytes.includes(secret)),
      `in the file ${name}`,
    ).toEqual([])
  }
  expect(secrets.filter((secret) => JSON.stringify(desk.entries).includes(secret))).toEqual([])
})

test('a key takes back what it has said itself, and not what another one said that is called alike', async () => {
  const desk = await startRestDesk()
  const other = await desk.newKey(['read', 'write'])
  const { body: made } = await desk.ask('/api/appointments', { method: 'POST', body: draft })
  const { id } = made as { id: number }
  const say = (status: string, key: string) => desk.ask(`/api/appointments/${id}/status`, { method: 'POST', body: { status }, key })
  await say('no_show', desk.key)
  expect(await say('undo', other.key)).toMatchObject({ status: 409, body: { code: 'nothing_to_undo' } })
  expect((await desk.ask(`/api/appointments/${id}`)).body).toMatchObject({
    status: 'no_show',
    history: [{ by: `API key Website (${desk.key.slice(0, 12)})` }, { what: 'created' }],
  })
  expect(await say('undo', desk.key)).toMatchObject({ status: 200, body: { status: 'scheduled' } })
})

test('what was answered is asked for again by its validator, and changed only by whoever has read it', async () => {
  const desk = await startRestDesk()
  await desk.ask('/api/appointments', { method: 'POST', body: draft })
  for (const path of ['/api/appointments/1', '/api/appointments?startDate=2026-11-24', '/api/clients', '/api/clients/1', '/api/hosts']) {
    const first = await desk.ask(path)
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\w-]{43}"$/)
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    for (const method of ['GET', 'HEAD']) {
      const known = await desk.ask(path, { method, headers: { 'if-none-match': `"other", W/${etag}` } })
      expect({ status: known.status, body: known.body, etag: known.headers.get('etag') }, `${method} ${path}`).toEqual({
        status: 304,
        body: '',
        etag,
      })
    }
    const head = await desk.ask(path, { method: 'HEAD' })
    expect({ status: head.status, body: head.body, etag: head.headers.get('etag') }).toEqual({ status: 200, body: '', etag })
  }
  const { headers } = await desk.ask('/api/appointments/1')
  const read = headers.get('etag') ?? ''
  const change = (title: string, ifMatch: string) =>
    desk.ask('/api/appointments/1', { method: 'PATCH', body: { title }, headers: { 'if-match': ifMatch } })
  const changed = await change('Second talk', read)
  expect(changed.status).toBe(200)
  expect((await change('Third talk', read)).status).toBe(412)
  expect((await change('Third talk', changed.headers.get('etag') ?? '')).status).toBe(200)
  // What is as it was says nothing.
  await change('Third talk', '*')
  expect((await desk.desk.appointments.get({ id: 1 })).history).toHaveLength(3)
})
