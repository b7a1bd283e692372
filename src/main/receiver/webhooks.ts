import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Answer } from '../ingest/arrival.ts'
import type { Receive, Refusal } from '../ingest/receive.ts'
import { typeSentence } from '../ingest/sentences.ts'
import type { Provider } from '../providers/provider.ts'
import { answerError } from './answer-error.ts'
import { arrivalOf, emptyBody, notReady, sizeRefusal, tell } from './arrivals.ts'
import { createTypeCheck } from './content-type.ts'
import type { Guard } from './guard.ts'

interface WebhooksOptions {
  readonly providers: readonly Provider[]
  readonly receive: Receive
  readonly ready: () => boolean
  readonly now: () => number
  readonly guard: Guard
  /** Bytes. */
  readonly bodyLimit: number
}

const wrongType: Answer = { status: 415, headers: {}, body: { status: 'error', message: 'Send application/json, uncompressed' } }

/** One POST route for each path of each provider. The raw bytes are what is verified and kept. */
export const webhooks: FastifyPluginAsync<WebhooksOptions> = async (app, { providers, receive, ready, now, guard, bodyLimit }) => {
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  for (const provider of providers) {
    const isAcceptedType = createTypeCheck(provider.alsoSendsAs)

    /** What can be told from the head alone; the body of a refused one is not read. */
    const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const { 'content-type': type, 'content-encoding': coding, 'content-length': length } = request.headers
      if (!isAcceptedType(type) || (coding !== undefined && coding !== 'identity')) return refuse(request, reply, typeRefusal(type))
      if (length !== undefined && Number(length) > bodyLimit)
        return refuse(request, reply, sizeRefusal(Number(length), bodyLimit), Number(length))
      if (!ready()) return tell(reply, notReady)
      const busy = guard.shed()
      if (busy !== null) return tell(reply, busy)
      const refusal = guard.refuse(request)
      if (refusal !== null) return refuse(request, reply, refusal, Number(length ?? 0))
      if (request.stages !== null) request.stages.guarded = performance.now()
      return undefined
    }

    const refuse = async (request: FastifyRequest, reply: FastifyReply, refusal: Refusal, bodySize = 0): Promise<unknown> =>
      tell(reply, await receive.refuse(provider, arrivalOf(request, emptyBody, bodySize, now()), refusal))

    for (const path of provider.paths) {
      app.post<{ Body: Buffer | undefined }>(path, {
        onRequest,
        errorHandler: (error, request, reply) => {
          // A body without a declared length is counted while it comes.
          if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return void refuse(request, reply, sizeRefusal(0, bodyLimit), bodyLimit + 1)
          answerError(error, request, reply)
        },
        handler: async (request, reply) => {
          const rawBody = request.body ?? emptyBody
          if (request.stages !== null) request.stages.arrived = performance.now()
          return tell(reply, await receive.receive(provider, arrivalOf(request, rawBody, rawBody.length, now())))
        },
      })
    }
  }
}

function typeRefusal(contentType: string | undefined): Refusal {
  return { reason: 'type', answer: wrongType, sentence: typeSentence(contentType) }
}
