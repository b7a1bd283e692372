import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { ApiError, openApi } from '../../../src/main/pull/http.ts'
import { NOON } from '../../support/temporary.ts'

type Answering = (response: ServerResponse, request: IncomingMessage, count: number) => void

async function api(answering: Answering, options: Partial<Parameters<typeof openApi>[0]> = {}) {
  const asked: { readonly method: string; readonly url: string; readonly authorization: string | undefined }[] = []
  const server = createServer((request, response) => {
    asked.push({ method: request.method ?? '', url: request.url ?? '', authorization: request.headers.authorization })
    answering(response, request, asked.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const signal = new AbortController().signal
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { asked, stop, ...openApi({ baseUrl, token: 'a-token', signal, now: () => NOON, readAtMs: null, ...options }) }
}

async function failureOf(asking: Promise<unknown>): Promise<ApiError> {
  const error = await asking.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ApiError) return error
  throw new Error('it did not fail as it should', { cause: error })
}

const json = (response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

test('the token travels in a header only', async () => {
  const { get, asked } = await api((response) => json(response, { ok: true }))
  const { body } = await get('bookings', { take: 5 })
  expect({ body, asked }).toEqual({
    body: { ok: true },
    asked: [{ method: 'GET', url: '/bookings?take=5', authorization: 'Bearer a-token' }],
  })
})

test('a redirect is not followed: the token would go along', async () => {
  const { get, asked } = await api((response) => response.writeHead(302, { location: '/elsewhere' }).end())
  const { outcome, status } = await failureOf(get('bookings'))
  expect({ outcome, status, asked: asked.length }).toEqual({ outcome: 'failed', status: 302, asked: 1 })
})

test.each([
  [401, 'token-refused'],
  [403, 'forbidden'],
  [404, 'failed'],
  [500, 'failed'],
] as const)('%i is told as %s, and not asked for again', async (status, outcome) => {
  const { get, asked } = await api((response) => json(response, { title: 'Its word', message: 'ada@example.com did it' }, status))
  const error = await failureOf(get('bookings'))
  expect({ outcome: error.outcome, status: error.status, word: error.word, asked: asked.length }).toEqual({
    outcome,
    status,
    word: 'Its word',
    asked: 1,
  })
  expect(error.message).not.toContain('ada')
})

test('a busy answer and a connection that broke are tried again', async () => {
  const { get, asked } = await api((response, _request, count) => {
    if (count === 1) return json(response, {}, 429, { 'retry-after': '0' })
    if (count === 2) return response.destroy()
    return json(response, { ok: true })
  })
  const { body } = await get('bookings')
  expect({ body, asked: asked.length }).toEqual({ body: { ok: true }, asked: 3 })
})

test('what may have been done is not asked for again', async () => {
  const { post, asked } = await api((response) => json(response, {}, 503, { 'retry-after': '0' }))
  const { outcome, retryAfterMs } = await failureOf(post('no-shows', {}))
  expect({ outcome, retryAfterMs, asked: asked.length }).toEqual({ outcome: 'failed', retryAfterMs: 0, asked: 1 })
})

test('all waiting together is bounded', async () => {
  const { get, asked } = await api((response) => json(response, {}, 429, { 'x-ratelimit-reset': '2' }), { patienceMs: 1_000 })
  const { outcome, retryAfterMs } = await failureOf(get('bookings'))
  expect({ outcome, retryAfterMs, asked: asked.length }).toEqual({ outcome: 'rate-limited', retryAfterMs: 2_000, asked: 1 })
})

test('nobody there is told as offline, with the word of the network', async () => {
  const { get, stop } = await api(() => undefined, { patienceMs: 0 })
  await stop()
  const { outcome, status, word } = await failureOf(get('bookings'))
  expect({ outcome, status, word }).toEqual({ outcome: 'offline', status: null, word: 'ECONNREFUSED' })
})

test('an answer that is not JSON is a failure, and none of it is kept', async () => {
  const { get } = await api((response) => response.writeHead(200).end('<html>ada@example.com'))
  const { outcome, word } = await failureOf(get('bookings'))
  expect({ outcome, word }).toEqual({ outcome: 'failed', word: 'not JSON' })
})

test('the clock is the provider’s, and never before the last reading', async () => {
  const told = new Date(NOON - 5_000).toUTCString()
  const without = await api((response) => json(response, {}, 200, { date: told }))
  const after = await api((response) => json(response, {}, 200, { date: told }), { readAtMs: NOON - 2_000 })
  const setBack = await api((response) => json(response, {}, 200, { date: told }), { readAtMs: NOON + 3_600_000 })
  const times = [await without.get('a'), await after.get('a'), await setBack.get('a')].map(({ atMs }) => atMs)
  expect(times[1]).toBe(NOON - 2_000 + 1)
  for (const atMs of [times[0]!, times[2]!]) {
    expect(atMs).toBeLessThanOrEqual(NOON - 5_000)
    expect(atMs).toBeGreaterThan(NOON - 25_000)
  }
})
