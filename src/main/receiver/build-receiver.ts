import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import type { SigningProviderId } from '../../shared/words.ts'
import type { Receive } from '../ingest/receive.ts'
import type { Provider } from '../providers/provider.ts'
import { answerBrokenFraming, answerError } from './answer-error.ts'
import {
  bodyLimitBytes,
  closeWithinMs,
  headersTimeoutMs,
  keepAliveTimeoutMs,
  maxHeaderBytes,
  pageRequestsPerMinute,
  requestTimeoutMs,
  timeoutCheckMs,
} from './limits.ts'
import { pages } from './pages.ts'
import { webhooks } from './webhooks.ts'

export interface ReceiverParts {
  readonly receive: Receive
  readonly providers: Readonly<Record<SigningProviderId, Provider>>
  /** False: the store cannot take anything now; webhooks are answered 503. */
  readonly ready: () => boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds; tests of slow senders do not want to wait for the real ones. */
  readonly timeouts?: { readonly headersMs: number; readonly requestMs: number; readonly checkMs: number }
}

/**
 * The HTTP server that providers post to. It listens to nothing yet; `close` lets requests under way end, and cuts off what takes longer.
 */
export function buildReceiver({ receive, providers, ready, now, timeouts }: ReceiverParts): FastifyInstance {
  const { headersMs, requestMs, checkMs } = timeouts ?? {
    headersMs: headersTimeoutMs,
    requestMs: requestTimeoutMs,
    checkMs: timeoutCheckMs,
  }
  const app = Fastify({
    // The delivery log is the log: a line here would hold addresses and, in errors, pieces of bodies.
    logger: false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    http: { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: checkMs, maxHeaderSize: maxHeaderBytes },
    // No forwarded header is believed: the admin has named no proxy.
    trustProxy: false,
    clientErrorHandler: answerBrokenFraming,
    frameworkErrors: answerError,
  })
  // Nothing is parsed before it is verified, and outside of the webhooks nothing at all.
  app.removeAllContentTypeParsers()
  app.setErrorHandler(answerError)
  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), closeWithinMs).unref()
  })

  const list = Object.values(providers)
  // Behind a tunnel every sender has the same address, so it is no key.
  app.register(rateLimit, { global: false, max: pageRequestsPerMinute, timeWindow: 60_000, keyGenerator: () => 'everyone' })
  app.register(pages, { providers: list, ready })
  app.register(webhooks, { providers: list, receive, ready, now })
  return app
}
