import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { Deliver } from '../common/outbox.ts'

/** An address that exists in the sandbox only: the names under `.test` are nobody's. */
export const publicAddress = 'https://deskbell.sandbox.test'
export const publicHost = new URL(publicAddress).host

export interface Passed {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/**
 * Carries a request to Deskbell's receiver as a tunnel does: the public name stays in `Host`.
 *
 * @param receiver such as http://127.0.0.1:7420.
 * @returns null: nobody answered.
 */
export function passOn(receiver: string, { method, path, headers, body }: Passed): Promise<Answer | null> {
  return new Promise((resolve) => {
    const passed = request(new URL(path, receiver), {
      method,
      agent: false,
      headers: {
        ...headers,
        host: publicHost,
        connection: 'close',
        'content-length': String(body.length),
        'x-forwarded-host': publicHost,
        'x-forwarded-proto': 'https',
      },
    })
    passed.once('error', () => resolve(null))
    passed.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', () => resolve(null))
      response.once('end', () => resolve({ status: response.statusCode ?? 502, headers: response.headers, body: Buffer.concat(chunks) }))
    })
    passed.end(body)
  })
}

/** Pushes to the public address arrive at the receiver; every other address is nobody's here. */
export function deliverTo(receiver: () => string): Deliver {
  return async ({ url, body, headers }, sentAtMs) => {
    const { host, pathname, search } = new URL(url)
    if (host !== publicHost) return null
    const passed = { method: 'POST', path: pathname + search, headers: headers(sentAtMs), body: Buffer.from(body) }
    return (await passOn(receiver(), passed))?.status ?? null
  }
}
