import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stopClock } from '../../support/stopped-clock.ts'
import { startTestDesk, type TestDesk } from '../desk/test-desk.ts'

const minute = 60_000
const noon = Date.UTC(2026, 10, 21, 12)

/** A key as somebody at the desk makes it; its prefix is the client's id. */
async function keyOf({ desk }: TestDesk, scopes: ('read' | 'write' | 'setup')[] = ['read', 'write'], expiresAtMs: number | null = null) {
  const { id, key } = await desk.access.create({ name: 'Website', scopes, expiresAtMs })
  return { id, key, prefix: key.slice(0, 12) }
}

/** Asks for a token as RFC 6749 has it: the client in the `Authorization` header. */
function ask({ url }: TestDesk, client: { prefix: string; key: string } | null, form: Record<string, string> | string): Promise<Response> {
  const basic = client && Buffer.from(`${client.prefix}:${client.key}`).toString('base64')
  return fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(basic !== null && { authorization: `Basic ${basic}` }) },
    body: typeof form === 'string' ? form : new URLSearchParams(form),
  })
}

const grant = { grant_type: 'client_credentials' }

test('a key makes a token of its own scopes, for an hour, that nobody on the way keeps', async () => {
  const desk = await startTestDesk()
  const client = await keyOf(desk)
  const answer = await ask(desk, client, grant)
  const { access_token: token, ...rest } = (await answer.json()) as Record<string, unknown>
  expect({ status: answer.status, cache: answer.headers.get('cache-control'), token, rest }).toEqual({
    status: 200,
    cache: 'no-store',
    token: expect.stringMatching(/^dbt_[\w-]{43}$/),
    rest: { token_type: 'Bearer', expires_in: expect.any(Number), scope: 'read write' },
  })
})

test('the client may also stand in the form, and may ask for less than the key has', async () => {
  const desk = await startTestDesk()
  const { key, prefix } = await keyOf(desk)
  const answer = await ask(desk, null, { ...grant, client_id: prefix, client_secret: key, scope: 'read' })
  expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 200, body: { scope: 'read' } })
})

const wrong = [
  ['another key', { key: `dbk_AAAAAAAA_${'A'.repeat(43)}`, prefix: 'dbk_AAAAAAAA' }, grant, 401, 'invalid_client'],
  ['no client', null, grant, 401, 'invalid_client'],
  ['the id of another key', 'mismatched', grant, 401, 'invalid_client'],
  ['another grant', 'own', { grant_type: 'password', username: 'mara', password: 'x' }, 400, 'unsupported_grant_type'],
  ['a grant that there is not', 'own', { grant_type: 'magic' }, 400, 'unsupported_grant_type'],
  ['no grant', 'own', {}, 400, 'invalid_request'],
  ['a scope that the key has not', 'own', { ...grant, scope: 'setup' }, 400, 'invalid_scope'],
  ['a scope that there is not', 'own', { ...grant, scope: 'read everything' }, 400, 'invalid_scope'],
  ['a parameter twice', 'own', 'grant_type=client_credentials&grant_type=client_credentials', 400, 'invalid_request'],
  ['a form that is none', 'own', '%%%=&&&', 400, 'invalid_request'],
] as const

test.each(wrong)('%s makes no token', async (_what, given, form, status, error) => {
  const desk = await startTestDesk()
  const own = await keyOf(desk)
  const client = given === 'own' ? own : given === 'mismatched' ? { ...own, prefix: 'dbk_AAAAAAAA' } : given
  const answer = await ask(desk, client, form)
  expect({ status: answer.status, body: await answer.json() }).toEqual({
    status,
    body: { error, error_description: expect.any(String) },
  })
})

test('JSON is told what to send, another method is 405, and neither is a fault of ours', async () => {
  const desk = await startTestDesk()
  const json = await fetch(`${desk.url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(grant),
  })
  const got = await fetch(`${desk.url}/oauth/token`)
  expect({ json: json.status, body: await json.json(), got: got.status, allow: got.headers.get('allow') }).toEqual({
    json: 400,
    body: { error: 'invalid_request', error_description: 'Send application/x-www-form-urlencoded' },
    got: 405,
    allow: 'POST',
  })
})

test('what is refused as no client says how to be one', async () => {
  const desk = await startTestDesk()
  const { key, prefix } = await keyOf(desk)
  const wrongKey = `${key.slice(0, -2)}xx`
  for (const [client, form] of [
    [{ prefix, key: wrongKey }, grant],
    [null, { ...grant, client_id: prefix, client_secret: wrongKey }],
  ] as const) {
    const answer = await ask(desk, client, form)
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="deskbell"'])
  }
})

test('a parameter without a value is none', async () => {
  const desk = await startTestDesk()
  const client = await keyOf(desk)
  const all = await ask(desk, client, { ...grant, scope: '' })
  expect([all.status, await all.json()]).toMatchObject([200, { scope: 'read write' }])
  const none = await ask(desk, client, { grant_type: '' })
  expect([none.status, await none.json()]).toMatchObject([400, { error: 'invalid_request' }])
})

test('whoever guesses is slowed down, and keeps nobody out who has a key', async () => {
  const desk = await startTestDesk()
  stopClock(Date.now())
  const guess = { key: `dbk_AAAAAAAA_${'A'.repeat(43)}`, prefix: 'dbk_AAAAAAAA' }
  const statuses = []
  for (let turn = 0; turn < 61; turn += 1) statuses.push((await ask(desk, guess, grant)).status)
  expect(statuses.slice(-2)).toEqual([401, 429])
  const slowed = await ask(desk, guess, grant)
  expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await ask(desk, await keyOf(desk), grant)).status).toBe(200)
})

test('a key that asks in a loop is slowed down, and no other one', async () => {
  const desk = await startTestDesk()
  stopClock(Date.now())
  const client = await keyOf(desk)
  for (let turn = 0; turn < 60; turn += 1) await ask(desk, client, grant)
  const slowed = await ask(desk, client, grant)
  expect([slowed.status, slowed.headers.get('retry-after'), await slowed.json()]).toMatchObject([429, '60', { error: 'slow_down' }])
  expect((await ask(desk, await keyOf(desk), grant)).status).toBe(200)
})

test('no token, and no key, is kept as it is', async () => {
  const desk = await startTestDesk({ now: () => noon + minute })
  const client = await keyOf(desk)
  const { access_token: token } = (await (await ask(desk, client, grant)).json()) as { access_token: string }
  await desk.close()
  const files = readdirSync(desk.dataDir, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFileSync(join(desk.dataDir, name), 'latin1'))
  expect(files.length).toBeGreaterThan(0)
  expect(files.some((text) => text.includes(token) || text.includes(client.key))).toBe(false)
})
