import type { Socket } from 'node:net'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { defaultSettings } from '../../shared/settings.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import type { Trace } from '../guards/trace.ts'
import type { Answer } from '../ingest/arrival.ts'
import type { Receive } from '../ingest/receive.ts'
import type { Provider } from '../providers/provider.ts'
import type { Certificate } from '../reach/certificate.ts'
import type { Door, Unread } from './door.ts'
import { answerBrokenFraming, answerError } from './answer-error.ts'
import { createGuard, type GuardParts } from './guard.ts'
import { closeWithinMs, handshakeTimeoutMs, keepAliveTimeoutMs, pageRequestsPerMinute, timeoutCheckMs } from './limits.ts'
import { googleCalendar, type CalendarEndpoint } from './google-calendar.ts'
import { pages } from './pages.ts'
import { reach } from './reach.ts'
import { traced } from './traced.ts'
import { webhooks } from './webhooks.ts'

export interface ReceiverParts {
  readonly receive: Receive
  readonly providers: Readonly<Record<SigningProviderId, Provider>>
  /** False: the store cannot take anything now; webhooks are answered 503. */
  readonly ready: () => boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** What this desk answers to a nonce of its own (reach/proofs.ts); null: not one of ours. */
  readonly proveReach: (nonce: string) => string | null
  /** What takes Google's notifications; absent: nobody does. */
  readonly google?: CalendarEndpoint
  /** Whether an API key opens the setup of Google's channels, by its `Authorization`; absent: none does. */
  readonly mayRegister?: (authorization: string | undefined) => boolean
  /** Addresses and ranges whose forwarded headers are believed; absent: nobody's. */
  readonly trustedProxies?: readonly string[]
  /** Set: it speaks TLS, and nothing else. */
  readonly certificate?: Certificate | null
  /** Who may post, and how much of it is taken; absent: as the defaults say. */
  readonly guard?: GuardParts
  /** What is told of each request to whoever looks; absent: nobody does. */
  readonly trace?: Trace
  /** What it serves beside the webhooks; absent: nothing. */
  readonly doors?: readonly Door[]
  /** Milliseconds; tests of slow senders do not want to wait for the real ones. */
  readonly timeouts?: { readonly headersMs: number; readonly requestMs: number; readonly checkMs: number }
}

/** Everyone may post, as much as by default. */
const openGuard: GuardParts = {
  settings: () => defaultSettings().guards,
  publicUrl: () => null,
  isOwn: () => false,
  waiting: () => 0,
  onTurnedAway: () => undefined,
}

/**
 * The HTTP server that providers post to. It listens to nothing yet; `close` lets requests under way end, and cuts off what takes longer.
 */
export function buildReceiver(parts: ReceiverParts): FastifyInstance {
  const {
    receive,
    providers,
    ready,
    now,
    proveReach,
    google,
    mayRegister = () => false,
    trustedProxies = [],
    certificate = null,
    guard: guardParts = openGuard,
    trace,
    doors = [],
    timeouts,
  } = parts
  const { bodyBytes: bodyLimit, headerBytes, headersSeconds, requestSeconds, connections } = guardParts.settings()
  const { headersMs, requestMs, checkMs } = timeouts ?? {
    // Node refuses a head that may take longer than the whole.
    headersMs: Math.min(headersSeconds, requestSeconds) * 1000,
    requestMs: requestSeconds * 1000,
    checkMs: timeoutCheckMs,
  }
  const limits = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    maxHeaderSize: headerBytes,
  }
  const trusts = trustedProxies.length > 0
  const unread = (path: string, why: Unread): Answer | null =>
    doors.map((door) => door.refuseUnread?.(path, why) ?? null).find((own) => own !== null) ?? null
  const options = {
    // The delivery log is the log: a line here would hold addresses and, in errors, pieces of bodies.
    logger: false,
    bodyLimit,
    // A source's own id in a path may be long, and percent-encoded longer still; the head as a whole has its limit.
    routerOptions: { maxParamLength: headerBytes },
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    // A forwarded header is believed only from a proxy that the admin has named.
    trustProxy: trusts ? [...trustedProxies] : false,
    clientErrorHandler: (error: Error, socket: Socket) => answerBrokenFraming(error, socket, (path) => unread(path, 'method')),
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const own = error.code === 'FST_ERR_BAD_URL' ? unread(pathOf(request), 'address') : null
      if (own === null) answerError(error, request, reply)
      else tellUnread(reply, own)
    },
  }
  const app =
    certificate === null
      ? Fastify({ ...options, http: limits })
      : // Fastify's types tell the two servers apart; nothing that is done with them here does.
        (Fastify({
          ...options,
          https: { ...limits, cert: certificate.cert, key: certificate.key, handshakeTimeout: handshakeTimeoutMs },
        }) as unknown as FastifyInstance)
  // Nothing is parsed before it is verified, and outside of the webhooks nothing at all.
  app.removeAllContentTypeParsers()
  app.setErrorHandler(answerError)
  app.addHook('onRequest', (request, reply, done) => {
    if (!hasTwoHosts(request.raw.rawHeaders)) return done()
    tellUnread(reply, unread(pathOf(request), 'hosts') ?? { status: 400, headers: {}, body: { status: 'error', message: 'Bad request' } })
  })
  let isClosing = false
  app.addHook('onSend', (_request, reply, payload, done) => {
    // Node closes the connections that are idle when it stops listening; one that becomes so afterwards would hold up the end.
    if (isClosing) reply.header('connection', 'close')
    done(null, payload)
  })
  app.addHook('preClose', async () => {
    isClosing = true
    setTimeout(() => app.server.closeAllConnections(), closeWithinMs).unref()
  })

  const guard = createGuard(app, guardParts)
  app.server.maxConnections = connections
  app.server.on('drop', () => {
    guardParts.onTurnedAway('dropped')
    // Whoever only keeps a connection for later makes room for whoever has something to say.
    app.server.closeIdleConnections()
  })
  const list = Object.values(providers)
  traced(app, { trace, providers: list, now })
  app.register(rateLimit, {
    global: false,
    max: pageRequestsPerMinute,
    timeWindow: 60_000,
    // Behind a tunnel every sender has the same address, so it is no key; a proxy that is trusted says whose it is.
    keyGenerator: trusts ? (request: FastifyRequest) => request.ip : () => 'everyone',
  })
  app.register(pages, { providers: list, ready, guard, doors })
  for (const door of doors) app.register(async (scope) => door.open(scope, { guard, ready }))
  app.register(reach, { proveReach })
  app.register(webhooks, { providers: list, receive, ready, now, guard, bodyLimit })
  if (google !== undefined) app.register(googleCalendar, { google, receive, ready, now, guard, bodyLimit, mayRegister })
  return app
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? ''

/** As bytes: to the media type of a text Fastify adds a charset, which problem details have none of. */
function tellUnread(reply: FastifyReply, { status, headers, body }: Answer): void {
  void reply
    .code(status)
    .type('application/json; charset=utf-8')
    .headers(headers)
    .send(Buffer.from(JSON.stringify(body)))
}

/** Whoever names two hosts means to be one for a proxy and another one for us; Node takes the first. RFC 9112, 3.2, has 400 for it. */
function hasTwoHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2) if (rawHeaders[index]?.toLowerCase() === 'host') hosts += 1
  return hosts > 1
}
