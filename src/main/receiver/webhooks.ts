import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Answer, Arrival } from '../ingest/arrival.ts'
import type { Receive, Refusal } from '../ingest/receive.ts'
import { sizeSentence, typeSentence } from '../ingest/sentences.ts'
import type { Provider } from '../providers/provider.ts'
import type { ArrivalHeaders } from '../signatures/signature.ts'
import { answerError } from './answer-error.ts'
import { createTypeCheck } from './content-type.ts'
import { bodyLimitBytes } from './limits.ts'

interface WebhooksOptions {
  readonly providers: readonly Provider[]
  readonly receive: Receive
  readonly ready: () => boolean
  readonly now: () => number
}

declare module 'fastify' {
  interface FastifyRequest {
    startedAtMs: number
  }
}

const empty = Buffer.alloc(0)
const wrongType: Answer = { status: 415, headers: {}, body: { status: 'error', message: 'Send application/json, uncompressed' } }
const tooLarge: Answer = { status: 413, headers: { connection: 'close' }, body: { status: 'error', message: 'The body is too large' } }
const notReady: Answer = { status: 503, headers: { 'retry-after': '5' }, body: { status: 'error', message: 'Not ready, try again' } }

/** One POST route for each path of each provider. The raw bytes are what is verified and kept. */
export const webhooks: FastifyPluginAsync<WebhooksOptions> = async (app, { providers, receive, ready, now }) => {
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  // Declared here, so that every request has the same shape from the start.
  app.decorateRequest('startedAtMs', 0)
  for (const provider of providers) {
    const isAcceptedType = createTypeCheck(provider.alsoSendsAs)

    /** What can be told from the head alone; the body of a refused one is not read. */
    const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      request.startedAtMs = performance.now()
      const { 'content-type': type, 'content-encoding': coding, 'content-length': length } = request.headers
      if (!isAcceptedType(type) || (coding !== undefined && coding !== 'identity')) return refuse(request, reply, typeRefusal(type))
      if (length !== undefined && Number(length) > bodyLimitBytes)
        return refuse(request, reply, sizeRefusal(Number(length)), Number(length))
      return ready() ? undefined : tell(reply, notReady)
    }

    const refuse = async (request: FastifyRequest, reply: FastifyReply, refusal: Refusal, bodySize = 0): Promise<unknown> =>
      tell(reply, await receive.refuse(provider, arrivalOf(request, empty, bodySize, now()), refusal))

    for (const path of provider.paths) {
      app.post<{ Body: Buffer | undefined }>(path, {
        onRequest,
        errorHandler: (error, request, reply) => {
          // A body without a declared length is counted while it comes.
          if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return void refuse(request, reply, sizeRefusal(0), bodyLimitBytes + 1)
          answerError(error, request, reply)
        },
        handler: async (request, reply) => {
          const rawBody = request.body ?? empty
          return tell(reply, await receive.receive(provider, arrivalOf(request, rawBody, rawBody.length, now())))
        },
      })
    }
  }
}

function typeRefusal(contentType: string | undefined): Refusal {
  return { reason: 'type', answer: wrongType, sentence: typeSentence(contentType) }
}

function sizeRefusal(bytes: number): Refusal {
  return { reason: 'size', answer: tooLarge, sentence: sizeSentence(bytes, bodyLimitBytes) }
}

function arrivalOf(request: FastifyRequest, rawBody: Buffer, bodySize: number, receivedAtMs: number): Arrival {
  const { raw, method, url: path, startedAtMs } = request
  return { method, path, headers: headersOf(raw), rawHeaders: raw.rawHeaders, rawBody, bodySize, receivedAtMs, startedAtMs }
}

/** Node joins the values of a header that came twice; which of them was signed must not be guessed, so they are kept apart. */
function headersOf(raw: FastifyRequest['raw']): ArrivalHeaders {
  const { headers, rawHeaders } = raw
  return Object.keys(headers).length * 2 === rawHeaders.length ? headers : raw.headersDistinct
}

function tell(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  return reply.code(status).headers(headers).header('cache-control', 'no-store').header('x-content-type-options', 'nosniff').send(body)
}
