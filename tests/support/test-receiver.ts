import { randomBytes } from 'node:crypto'
import { request, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Arrival } from '../../src/main/ingest/arrival.ts'
import { createReceive } from '../../src/main/ingest/receive.ts'
import { providers } from '../../src/main/providers/index.ts'
import type { Provider } from '../../src/main/providers/provider.ts'
import { buildReceiver, type ReceiverParts } from '../../src/main/receiver/build-receiver.ts'
import type { Certificate } from '../../src/main/reach/certificate.ts'
import { createMarks } from '../../src/main/rehearsal/marks.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { scalar } from '../../src/main/store/db.ts'
import { getSettings, saveSettings } from '../../src/main/store/settings.ts'
import type { Store } from '../../src/main/store/open.ts'
import { createWriter } from '../../src/main/store/writer.ts'
import type { GuardSettings, Settings } from '../../src/shared/settings.ts'
import type { SigningProviderId } from '../../src/shared/words.ts'
import { NOON, temporaryStore } from './temporary.ts'

export const SECRET = 'whsec_dGVzdC1zZWNyZXQtb2YtdGhlLXRlc3RzLTAwMQ=='
export const PREVIOUS_SECRET = 'whsec_dGVzdC1zZWNyZXQtb2YtdGhlLXRlc3RzLTAwMA=='

export interface TestReceiverOptions {
  readonly store?: Store
  readonly now?: () => number
  readonly ready?: () => boolean
  /** Providers without a secret; all others have SECRET and PREVIOUS_SECRET. */
  readonly closed?: readonly SigningProviderId[]
  /** Providers whose secret cannot be opened. */
  readonly locked?: readonly SigningProviderId[]
  readonly providers?: Readonly<Record<SigningProviderId, Provider>>
  readonly timeouts?: ReceiverParts['timeouts']
  readonly proveReach?: ReceiverParts['proveReach']
  readonly trustedProxies?: readonly string[]
  readonly certificate?: Certificate
  /** Saved before it listens, beside the defaults. */
  readonly guards?: Partial<GuardSettings>
  readonly publicUrl?: string
  readonly trace?: ReceiverParts['trace']
}

/** The real receiver on a real port, over a real store in a temporary file; all of it closed after the test. */
export async function buildTestReceiver(options: TestReceiverOptions = {}) {
  const {
    store = temporaryStore(),
    now = () => NOON,
    ready = () => true,
    closed = [],
    locked = [],
    proveReach = () => null,
    timeouts,
    trustedProxies = [],
    certificate = null,
    publicUrl = null,
    trace,
  } = options
  const known = options.providers ?? providers
  const saved = getSettings(store.read)
  saveSettings(store.write, { guards: { ...saved.guards, ...options.guards }, trustedProxies: [...trustedProxies] })
  const settings = settingsOf(store)
  const writer = createWriter(store.write)
  const marks = createMarks()
  const receive = createReceive({
    writer,
    endpointOf: (provider) => ({
      scheme: schemes[known[provider].schemes[0]],
      isLocked: locked.includes(provider),
      secrets: [...closed, ...locked].includes(provider)
        ? []
        : [
            { key: 'current', secret: SECRET },
            { key: 'previous', secret: PREVIOUS_SECRET },
          ],
    }),
    settings,
    takeMark: (value) => marks.take(value),
    onFailure(error) {
      throw error
    },
  })
  const turnedAway = { shed: 0, dropped: 0 }
  const app = buildReceiver({
    receive,
    providers: known,
    ready,
    now,
    proveReach,
    trustedProxies,
    certificate,
    guard: {
      settings: () => settings().guards,
      publicUrl: () => publicUrl,
      isOwn: marks.isIssued,
      waiting: writer.waiting,
      mostLateMs: Infinity,
      onTurnedAway: (how) => void (turnedAway[how] += 1),
    },
    ...(trace && { trace }),
    ...(timeouts && { timeouts }),
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => app.close())
  const { port } = app.server.address() as AddressInfo
  return { app, port, store, writer, marks, receive, now, turnedAway }
}

/** As the desk keeps them, and without having to be told of a change: they are read again when they are others. */
function settingsOf(store: Store): () => Settings {
  let held = { text: '', settings: getSettings(store.read) }
  return () => {
    const text = scalar<string>(store.read, 'SELECT json_group_array(json_array(name, value)) FROM settings')
    if (text !== held.text) held = { text, settings: getSettings(store.read) }
    return held.settings
  }
}

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** Null: not JSON. */
  readonly json: Record<string, unknown> | null
}

export interface Sending {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Buffer
}

/** One request over a real socket. */
export function send(port: number, { method = 'POST', path, headers = {}, body }: Sending): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method, path, agent: false, headers: headers as Record<string, string> },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}

export interface Signing {
  readonly secret?: string
  readonly nowMs?: number
  readonly messageId?: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
}

/** A request as this provider would send it: its path, its content type, its signature. */
export function signed(
  provider: SigningProviderId,
  body: unknown,
  { secret = SECRET, nowMs = NOON, messageId, headers }: Signing = {},
): Sending {
  const { paths, schemes: own } = providers[provider]
  const rawBody = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const signature = schemes[own[0]].sign({ rawBody, secret, nowMs, messageId: messageId ?? `msg_${randomBytes(8).toString('hex')}` })
  return { path: paths[0], headers: { 'content-type': 'application/json', ...signature, ...headers }, body: rawBody }
}

/** The same request, for `receive` itself. */
export function arrivalOf({ method = 'POST', path, headers = {}, body = '' }: Sending): Arrival {
  const rawBody = Buffer.from(body)
  const rawHeaders = Object.entries(headers).flatMap(([name, value]) => [value].flat().flatMap((one) => [name, one]))
  return { method, path, headers, rawHeaders, rawBody, bodySize: rawBody.length, receivedAtMs: NOON, startedAtMs: performance.now() }
}
