import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Announcement } from '../../../src/shared/contract.ts'
import type { DeskRole } from '../../../src/shared/sharing-words.ts'
import { startTestDesk, type TestDesk } from '../desk/test-desk.ts'

export const password = 'correct horse battery'

/** A desk with other desks switched on. */
export async function startOffice(options: Parameters<typeof startTestDesk>[0] = {}): Promise<TestDesk> {
  const office = await startTestDesk(options)
  await office.desk.settings.update({ otherDesks: true })
  return office
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly json: Record<string, unknown> | null
}

export interface Asking {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** Sent as JSON, unless it is a text. */
  readonly body?: unknown
}

export interface Browser {
  /** Its cookies, by name. */
  readonly cookies: Map<string, string>
  /** As a browser's own page asks: with cookies, and of each POST with the origin. Headers that are undefined are left out. */
  ask(path: string, asking?: Asking): Promise<Answer>
  post(path: string, body: unknown, headers?: Asking['headers']): Promise<Answer>
  /** @param path such as `appointments.mark`. */
  call(path: string, input?: unknown): Promise<Answer>
  /** Its status, and, unless it tells bit by bit, what it says. */
  begin(path: string, input?: unknown): Promise<Pick<Answer, 'status' | 'json' | 'text'>>
  /** The announcements, from the first one on; ends when it is cut off. */
  follow(): Promise<{ readonly announcements: AsyncGenerator<Announcement>; readonly status: number }>
}

export interface Place {
  /** Where the socket goes. */
  readonly connect: string
  readonly port: number
  /** By which name it is called; absent: the address. */
  readonly host?: string
  /** With which certificate it speaks TLS; absent: it does not. */
  readonly ca?: string
  /** On every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** What the page believes to be its origin; absent: as it is called. */
  readonly origin?: string
}

/** Where the window's desk listens. */
export function placeOf(office: TestDesk): Place {
  const { hostname, port } = new URL(office.url)
  return { connect: hostname, port: Number(port) }
}

/** A browser, as far as a server knows one. */
export function openBrowser({ connect, port, host = connect, ca, headers: always = {}, origin }: Place): Browser {
  const cookies = new Map<string, string>()
  const hostHeader = `${host}:${port}`
  const ownOrigin = origin ?? `${ca === undefined ? 'http' : 'https'}://${hostHeader}`

  function open(path: string, { method = 'GET', headers = {}, body }: Asking) {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const all: Record<string, string | undefined> = {
      host: hostHeader,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      ...(cookies.size > 0 && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
      ...(method === 'POST' && { origin: ownOrigin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }),
      ...always,
      ...headers,
    }
    const given = Object.fromEntries(Object.entries(all).filter((each): each is [string, string] => each[1] !== undefined))
    const options = { host: connect, port, method, path, agent: false as const, headers: given }
    const outgoing = ca === undefined ? httpRequest(options) : httpsRequest({ ...options, ca, servername: host })
    outgoing.end(text)
    return outgoing
  }

  function ask(path: string, asking: Asking = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = open(path, asking)
      outgoing.on('error', reject)
      outgoing.on('response', (response) => {
        for (const line of response.headers['set-cookie'] ?? []) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
          if (value === '') cookies.delete(name)
          else cookies.set(name, value)
        }
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) })
        })
      })
    })
  }

  const post: Browser['post'] = (path, body, headers = {}) => ask(path, { method: 'POST', body, headers })
  return {
    cookies,
    ask,
    post,
    call: (path, input) => post(rpcPath(path), { json: input }),
    begin(path, input) {
      return new Promise((resolve, reject) => {
        const outgoing = open(rpcPath(path), { method: 'POST', body: { json: input } })
        outgoing.on('error', reject)
        outgoing.on('response', (response) => {
          const status = response.statusCode ?? 0
          const isStream = response.headers['content-type']?.startsWith('text/event-stream') === true
          let text = ''
          response.on('error', () => resolve({ status, json: null, text }))
          response.on('data', (chunk: Buffer) => {
            text += chunk.toString('utf8')
            if (isStream) outgoing.destroy()
          })
          response.on('close', () => resolve({ status, json: parse(text), text }))
        })
      })
    },
    follow() {
      return new Promise((resolve, reject) => {
        const outgoing = open(rpcPath('desk.announcements'), { method: 'POST', body: {} })
        outgoing.on('error', reject)
        outgoing.on('response', (response) => resolve({ status: response.statusCode ?? 0, announcements: announced(response) }))
      })
    },
  }
}

const rpcPath = (path: string): string => `/desk/rpc/${path.replaceAll('.', '/')}`

async function* announced(response: AsyncIterable<Buffer>): AsyncGenerator<Announcement> {
  let text = ''
  try {
    for await (const chunk of response) {
      text += chunk.toString('utf8')
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1]
        if (data !== undefined) yield (JSON.parse(data) as { json: Announcement }).json
      }
    }
  } catch {
    // Cut off: that is its end.
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return null
  }
}

/** What stands behind the sign of an invitation's link. */
export function tokenOf(link: string): string {
  return new URL(link).hash.replace('#invitation=', '')
}

/** Invites somebody in the window, who accepts in a browser of theirs. */
export async function join(
  office: TestDesk,
  { name, role, browser = openBrowser(placeOf(office)) }: { readonly name: string; readonly role: DeskRole; readonly browser?: Browser },
): Promise<Browser & { readonly id: number }> {
  const { id, link } = await office.desk.desks.people.invite({ name, role })
  const accepted = await browser.post('/desk/auth/invitation/accept', { token: tokenOf(link), name, password })
  if (accepted.status !== 200) throw new Error(`not accepted: ${accepted.status} ${accepted.text} ${JSON.stringify(office.entries)}`)
  return { ...browser, id }
}

/** Until nothing comes any more. @returns the last that came. */
export async function untilCutOff(announcements: AsyncGenerator<Announcement>): Promise<Announcement | null> {
  let last: Announcement | null = null
  for await (const announcement of announcements) last = announcement
  return last
}
