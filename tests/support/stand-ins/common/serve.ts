import Fastify from 'fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AddressInfo } from 'node:net'
import { createFaults } from './faults.ts'
import type { Fault, Faults } from './faults.ts'
import { createOutbox, overHttp } from './outbox.ts'
import type { Deliver, Outbox } from './outbox.ts'

/** What every stand-in is made from. */
export interface StandInOptions {
  readonly now?: () => number
  /** For the ids that it makes up. */
  readonly seed?: number
  /** How its pushes travel; over HTTP unless told. */
  readonly deliver?: Deliver
  /** True: pushes are sent at once; else they wait in the outbox. */
  readonly sendsAtOnce?: boolean
  /** 0: any free one. */
  readonly port?: number
}

export interface LoggedRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
  /** Null: nothing was answered. */
  readonly status: number | null
}

/** What every stand-in has; each adds what happens on its side of the world. */
export interface StandIn {
  /** Its address, without a path and without a slash at the end. */
  readonly url: string
  readonly faults: Faults
  readonly outbox: Outbox
  /** Every request that was answered, in order. */
  readonly requests: readonly LoggedRequest[]
  close(): Promise<void>
}

/** The parts of `StandIn` that exist before the server listens. */
export interface StandInParts {
  readonly now: () => number
  readonly outbox: Outbox
}

/**
 * A server that speaks for a provider: its answers carry the provider's clock in `Date`, faults come before the routes, every request is
 * logged. `addRoutes` gets Fastify, which also reads form bodies here.
 */
export async function serveStandIn(
  { now = Date.now, deliver = overHttp, sendsAtOnce = false, port = 0 }: StandInOptions,
  addRoutes: (app: FastifyInstance, parts: StandInParts) => void,
): Promise<StandIn> {
  const app = Fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 1_000 } })
  const faults = createFaults()
  const outbox = createOutbox({ now, deliver, atOnce: sendsAtOnce })
  const requests: LoggedRequest[] = []

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  const lostAnswers = new WeakMap<FastifyRequest, Fault>()
  const log = (request: FastifyRequest, status: number | null): void => {
    const [path = ''] = request.url.split('?')
    requests.push({ method: request.method, path, query: request.query as Record<string, unknown>, body: request.body, status })
  }
  app.addHook('onRequest', async (request, reply) => {
    // The stand-in's own clock, which a test moves; Node would tell the machine's.
    reply.header('date', new Date(now()).toUTCString())
    const fault = faults.take(`${request.method} ${request.url}`)
    if (fault === null) return
    if (fault.carriesOut) {
      lostAnswers.set(request, fault)
      return
    }
    if (fault.status === null) {
      log(request, null)
      reply.hijack()
      request.raw.socket.destroy()
      return
    }
    return reply
      .code(fault.status)
      .headers(fault.headers ?? {})
      .send(fault.body ?? '')
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const fault = lostAnswers.get(request)
    if (fault === undefined) return payload
    if (fault.status === null) {
      request.raw.socket.destroy()
      return payload
    }
    reply.code(fault.status).headers({ ...fault.headers })
    return textOf(fault.body)
  })
  app.addHook('onResponse', async (request, reply) => log(request, reply.statusCode))
  addRoutes(app, { now, outbox })
  await app.listen({ host: '127.0.0.1', port })
  const { port: settled } = app.server.address() as AddressInfo
  return { url: `http://127.0.0.1:${settled}`, faults, outbox, requests, close: () => app.close() }
}

function textOf(body: unknown): string {
  if (body === undefined) return ''
  return typeof body === 'string' ? body : JSON.stringify(body)
}
