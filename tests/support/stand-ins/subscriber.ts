import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { serve } from '../http-server.ts'

/** What a subscriber does with a request. */
export type SubscriberAnswer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** Says nothing. */
  | 'hang'
  /** Cuts the connection. */
  | 'reset'
  /** Takes it, and never ends what it says of it. */
  | 'endless'
  /** Refuses it, and never ends what it says of it. */
  | 'endless-refusal'

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Somebody who subscribed, on a real port of this machine, who can fail in every way. */
export interface Subscriber {
  readonly port: number
  /** Under a name that only tests resolve. */
  readonly url: string
  readonly received: readonly Received[]
  /** From now on. */
  answer(given: SubscriberAnswer | ((count: number) => SubscriberAnswer)): void
  /** As a subscriber verifies: with the library of Standard Webhooks. Throws for what is not authentic. */
  verify(secret: string, received: Received): unknown
}

export const subscriberHost = 'subscriber.test'

export async function startSubscriber(tls: { readonly cert: string; readonly key: string } | null = null): Promise<Subscriber> {
  const received: Received[] = []
  let answerOf: (count: number) => SubscriberAnswer = () => ({ status: 204 })
  const listener: RequestListener = (request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      const answer = answerOf(received.length)
      if (answer === 'hang') return
      if (answer === 'reset') {
        request.socket.destroy()
        return
      }
      if (answer === 'endless' || answer === 'endless-refusal') {
        response.writeHead(answer === 'endless' ? 200 : 500, { 'content-type': 'text/plain' })
        response.write('so far')
        return
      }
      response.writeHead(answer.status, answer.headers)
      response.end(answer.body ?? '')
    })
  }
  const port = await serve(listener, tls)
  return {
    port,
    url: `${tls === null ? 'http' : 'https'}://${subscriberHost}:${port}/hook`,
    received,
    answer: (given) => (answerOf = typeof given === 'function' ? given : () => given),
    verify: (secret, { headers, body }) =>
      new Webhook(secret).verify(body, {
        'webhook-id': String(headers['webhook-id']),
        'webhook-timestamp': String(headers['webhook-timestamp']),
        'webhook-signature': String(headers['webhook-signature']),
      }),
  }
}
