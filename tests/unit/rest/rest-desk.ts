import type { Scope } from '../../../src/shared/sharing-words.ts'
import { startTestDesk, type TestDesk } from '../desk/test-desk.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Parsed where it is JSON; the tests say what they expect of it. */
  readonly body: unknown
}

export interface Asking {
  readonly method?: string
  /** Sent as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Absent: the desk's key for everything; null: nothing is sent. */
  readonly key?: string | null
}

export interface RestDesk extends TestDesk {
  /** A key for everything. */
  readonly key: string
  ask(path: string, asking?: Asking): Promise<Answer>
  newKey(scopes: Scope[], expiresAtMs?: number | null): Promise<{ readonly id: number; readonly key: string }>
}

/** A whole desk, an API key of it, and a client over a real socket. */
export async function startRestDesk(options: Parameters<typeof startTestDesk>[0] = {}): Promise<RestDesk> {
  const test = await startTestDesk(options)
  const newKey: RestDesk['newKey'] = (scopes, expiresAtMs = null) => test.desk.access.create({ name: 'Website', scopes, expiresAtMs })
  const { key } = await newKey(['read', 'write', 'setup'])
  return { ...test, key, newKey, ask: (path, { key: own = key, ...asking } = {}) => ask(`${test.url}${path}`, { key: own, ...asking }) }
}

export async function ask(url: string, { method = 'GET', body, headers = {}, key = null }: Asking): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  const isJson = /json/.test(answer.headers.get('content-type') ?? '')
  return { status: answer.status, headers: answer.headers, body: isJson && text !== '' ? JSON.parse(text) : text }
}

export const draft = {
  type: 'consultation',
  title: 'First talk',
  start: '2026-11-24T13:00:00Z',
  end: '2026-11-24T13:30:00Z',
  client: { name: 'Jane Doe', email: 'jane@example.com' },
} as const
