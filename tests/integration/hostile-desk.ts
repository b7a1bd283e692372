import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { ShellError } from '../../src/main/desk/shell.ts'
import { startDesk, type Desk } from '../../src/main/desk/start-desk.ts'
import type { LogEntry } from '../../src/main/desk/messages.ts'
import { readInternet, type Internet } from '../../src/main/internet.ts'
import { providers } from '../../src/main/providers/index.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import type { SigningSchemeId } from '../../src/main/signatures/signature.ts'
import { connectDesk } from '../../src/renderer/desk/connection.ts'
import type { DeskClient } from '../../src/renderer/desk/keep-connected.ts'
import { defaultSettings, type Provision } from '../../src/shared/settings.ts'
import type { SigningProviderId } from '../../src/shared/words.ts'
import { noShell } from '../support/no-shell.ts'
import { drawer } from '../unit/desk/test-desk.ts'

export const SECRET = 'whsec_aG9zdGlsZS1pbnB1dHMtb2YtdGhlLXRlc3RzLTAwMQ=='
export const OTHER_SECRET = 'whsec_aG9zdGlsZS1pbnB1dHMtb2YtdGhlLXRlc3RzLTAwMg=='
export const NOTIFICATIONS = '/api/calendar/webhook'
export const SETUP = '/api/calendar/webhook/setup'

/** Name and value, in order; a name may come twice. */
export type HeaderLines = readonly (readonly [string, string])[]

/** What is written to the socket, byte for byte, when its turn comes: a signature is as old as the moment it was made. */
export type Bytes = () => string | Buffer

/** `[what it is, what is sent, the status of each answer on the connection, in order]`. None: the connection is closed without a word. */
export type Row = readonly [name: string, bytes: Bytes, statuses: readonly number[]]

export interface Heard {
  readonly statuses: readonly number[]
  /** Everything that came, heads included, as Latin-1. */
  readonly text: string
  readonly bodies: readonly string[]
}

/** All the world outside is one server of this machine, which lets nobody in. */
function worldAt(outside: string): Internet {
  const names = ['googleApi', 'googleAuthorise', 'googleToken', 'googleRevoke', 'calendly', 'calCom', 'publicAddresses']
  return readInternet(
    JSON.stringify({ ...Object.fromEntries(names.map((name) => [name, outside])), tunnelAddress: 'https://tunnel.example' }),
  )
}

const refused = async (): Promise<never> => Promise.reject(new ShellError('not-writable'))

/** Each row has its own minute: refusals are counted by the minute, and here each of them is to be judged. */
const clock = { aheadMs: 0 }
export const nowMs = (): number => Date.now() + clock.aheadMs

interface HostileDesk {
  readonly port: () => number
  readonly desk: () => DeskClient
  readonly entries: readonly LogEntry[]
  readonly dataDir: string
  readonly outsideUrl: () => string
  /** A window's end of one more port. */
  readonly openPort: () => MessagePort
}

/** One real desk for a whole file of rows: its receiver on a real port, its store in a real file. */
export function openHostileDesk(): HostileDesk {
  const dataDir = mkdtempSync(join(tmpdir(), 'deskbell-hostile-'))
  const entries: LogEntry[] = []
  let running: Desk
  let near: MessagePort
  let client: DeskClient
  const openPort = (): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    // One and the same class; the DOM's types and Node's tell of different halves of it.
    running.serveWindow(port2 as unknown as Parameters<Desk['serveWindow']>[0], 1)
    return port1
  }
  const outside = createServer((_request, response) => response.writeHead(401).end('{}'))
  const outsideUrl = (): string => `http://127.0.0.1:${(outside.address() as AddressInfo).port}`
  beforeAll(async () => {
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve))
    running = await startDesk(
      {
        dataDir,
        version: '0.0.0',
        locale: 'en-GB',
        port: 0,
        provisionFile: provisionIn(dataDir),
        vaultKey: null,
        internet: worldAt(outsideUrl()),
        sampleDay: false,
      },
      { keyring: drawer, shell: { ...noShell, savePdf: refused, reserveFile: refused }, now: nowMs, log: (entry) => entries.push(entry) },
    )
    client = connectDesk({
      ask: () => undefined,
      onPort(listener) {
        queueMicrotask(() => listener((near = openPort())))
      },
    }).desk
  })
  afterAll(async () => {
    near.close()
    await running.close()
    outside.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return { port: () => Number(new URL(running.url() ?? '').port), desk: () => client, entries, dataDir, outsideUrl, openPort }
}

function provisionIn(dataDir: string): string {
  const { guards, keep } = defaultSettings()
  const own = { signingSecret: SECRET }
  const provision: Provision = {
    // What is looked at here is the judgement of each; how many are judged is another matter.
    settings: {
      timeZone: 'UTC',
      guards: { ...guards, failuresPerSecond: 1_000, failuresPerMinute: 10_000 },
      keep: { ...keep, refusedCount: 5_000 },
    },
    providers: { calendly: own, 'cal-com': own, 'smart-scheduler': own, healthcare: own },
  }
  const file = join(dataDir, 'provision.json')
  writeFileSync(file, JSON.stringify(provision))
  return file
}

/** A request as it stands on the wire. Its connection ends with it, and its length is said, unless the lines say otherwise. */
export function wire(method: string, path: string, lines: HeaderLines = [], body: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(body)
  const names = new Set(lines.map(([name]) => name.toLowerCase()))
  const all: (readonly [string, string])[] = [
    ...(names.has('host') ? [] : [['Host', 'desk.example.com'] as const]),
    ...lines,
    ...(method === 'POST' && !names.has('content-length') && !names.has('transfer-encoding')
      ? [['Content-Length', String(bytes.length)] as const]
      : []),
    ...(names.has('connection') ? [] : [['Connection', 'close'] as const]),
  ]
  const head = `${method} ${path} HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes])
}

export const jsonType = ['Content-Type', 'application/json'] as const

/** The lines with which this provider signs this body, now. */
export function signatureOf(
  provider: SigningProviderId,
  body: string | Buffer,
  { scheme, secret = SECRET, atMs = nowMs() }: { scheme?: SigningSchemeId; secret?: string; atMs?: number } = {},
): [string, string][] {
  return Object.entries(schemes[scheme ?? providers[provider].schemes[0]].sign({ rawBody: Buffer.from(body), secret, nowMs: atMs }))
}

/** An authentic delivery, with more lines, on this or another path of its provider. */
export function authentic(
  provider: SigningProviderId,
  body: string | Buffer,
  lines: HeaderLines = [jsonType],
  path: string = providers[provider].paths[0],
): Buffer {
  return wire('POST', path, [...lines, ...signatureOf(provider, body)], body)
}

/** Writes and listens until the other side has closed. `isCut`: our side ends first, as a sender does that breaks off. */
export function talk(port: number, bytes: string | Buffer, isCut = false): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      if (isCut) socket.end(bytes)
      else socket.write(bytes)
    })
    const chunks: Buffer[] = []
    // Whoever is not answered is told so by the row that waits for an answer.
    socket.setTimeout(8_000, () => socket.destroy())
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // A receiver that refuses from the head alone closes while the body is still being written.
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
    socket.on('close', () => resolve(hear(Buffer.concat(chunks).toString('latin1'))))
  })
}

function hear(text: string): Heard {
  const heads = [...text.matchAll(/HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n/g)]
  const bodies = heads.map(({ index, 0: head }, place) => text.slice(index + head.length, heads[place + 1]?.index ?? text.length))
  return { statuses: heads.map(([, status]) => Number(status)), text, bodies }
}

/** What holds of every answer to a stranger, whatever they sent. */
export function expectTellsNothing({ text, statuses, bodies }: Heard): void {
  expect(text).not.toMatch(/node_modules|\bat \w+ \(|\.[jt]s:\d|fastify|sqlite|zod|\/src\/|__proto__|undefined/i)
  expect(text).not.toMatch(/^(?:location|server|x-powered-by|set-cookie):/im)
  for (const [place, status] of statuses.entries()) {
    if (status === 401) expect(bodies[place]).toBe('{"status":"error","message":"Not authenticated"}')
    if (status >= 400 && status !== 422) expect(bodies[place]!.length).toBeLessThan(120)
  }
}

/** The statuses of the answers on one connection, none of which may tell more than it should. `isCut`: see `talk`. */
export async function answersTo(port: number, bytes: Bytes, isCut = false): Promise<readonly number[]> {
  clock.aheadMs += 61_000
  const heard = await talk(port, bytes(), isCut)
  expectTellsNothing(heard)
  return heard.statuses
}

/** Appointments of all times. */
export async function countAppointments(desk: DeskClient): Promise<number> {
  const everything = { sources: null, types: null, statuses: null, hostIds: null, search: null }
  return (await desk.appointments.list({ ...everything, startMs: 0, endMs: 8_640_000_000_000_000 })).length
}
