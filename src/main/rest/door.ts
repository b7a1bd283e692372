import { METHODS } from 'node:http'
import { ORPCError } from '@orpc/server'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Access, Principal } from '../access/access.ts'
import type { ApiContext } from '../api/context.ts'
import type { LogEntry } from '../desk/messages.ts'
import { parseBody } from '../ingest/parse-body.ts'
import type { Door, DoorSurroundings } from '../receiver/door.ts'
import { createJudge } from './at-the-door.ts'
import { actorOf, type Caller } from './caller.ts'
import { etagOf, isAmong } from './etag.ts'
import { createHandler } from './handler.ts'
import { createStreams } from './limits.ts'
import { refuseUnread } from './misplaced.ts'
import { problemMediaType, sendProblem } from './problem.ts'
import { refusal } from './refusal.ts'
import { methodsAt, roots } from './routes.ts'

export interface RestParts {
  readonly access: Access
  /** What the procedures work on. */
  readonly context: () => ApiContext
  readonly log: (entry: LogEntry) => void
}

/** The REST API, for whoever has an API key. */
export function restDoor({ access, context, log }: RestParts): Door {
  const handler = createHandler(log)

  function open(app: FastifyInstance, to: DoorSurroundings): void {
    const closing = new AbortController()
    const streams = createStreams()
    app.decorateRequest('principal', null)
    // Fastify's own parser, and not oRPC's, which no limit of a body would hold.
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
      const parsed = parseBody(body as Buffer)
      if (parsed.ok) done(null, parsed.body)
      else done(refusal('INVALID_JSON', `The body is not JSON that can be read: ${parsed.finding}.`))
    })
    app.setErrorHandler((error: FastifyError, _request, reply) => sendProblem(reply, framingRefusalOf(error)))
    app.addHook('onRequest', createJudge(access, to))
    app.addHook('preParsing', async (request) => {
      const { 'content-encoding': coding = 'identity' } = request.headers
      if (coding !== 'identity') throw refusal('UNSUPPORTED_MEDIA_TYPE', 'The body has to be sent as it is, without a content coding.')
    })
    app.addHook('onSend', async (request, reply, payload) => finish(request, reply, payload))
    // A stream would go on, and hold up the end.
    app.addHook('preClose', async () => closing.abort())

    const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const { principal } = request
      if (principal === null) throw new Error('a request came by that nobody has judged')
      const hasBody = request.method === 'POST' || request.method === 'PATCH'
      if (hasBody && request.body === undefined) return sendProblem(reply, refusal('INVALID_JSON', 'The body is empty.'))
      const caller: Caller = {
        keyId: principal.keyId,
        actor: actorOf(principal),
        takeStream: () => streams.take(principal.keyId),
        stillCounts: () => stillCounts(principal, request.headers.authorization),
        closing: closing.signal,
      }
      const { matched } = await handler.handle(request, reply, { context: { ...context(), caller } })
      // Nobody would ever answer.
      if (!matched) throw new Error('no procedure has the path that was judged')
      return reply
    }
    // So that each has its 405: of the methods that Fastify does not know by itself it would say so in its own words.
    for (const method of METHODS) if (method !== 'CONNECT' && !app.supportedMethods.includes(method)) app.addHttpMethod(method)
    for (const root of roots) for (const url of [root, `${root}/*`]) app.all(url, answer)
  }

  function stillCounts({ keyId }: Principal, authorization: string | undefined): boolean {
    const now = access.authenticate(authorization)
    return typeof now !== 'string' && now.keyId === keyId
  }

  return { methodsOf: (path) => methodsAt(path)?.join(', ') ?? null, open, refuseUnread }
}

/** What every answer with a body gets: its validator, and what may be done with it; or nothing but these, where it is known already. */
function finish(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (reply.statusCode >= 400) {
    reply.header('cache-control', 'no-store').type(problemMediaType)
    return payload
  }
  if (typeof payload !== 'string') return payload
  const etag = etagOf(payload)
  // Kept by the one who asks, if at all, and asked for anew each time: somebody may be erased.
  reply.headers({ etag, 'cache-control': 'private, no-cache', vary: 'Authorization, Accept' })
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (!isRead || !isAmong(request.headers['if-none-match'], etag)) return payload
  reply.code(304).removeHeader('content-type').removeHeader('content-length')
  return null
}

/** What the framework refuses before anything of ours is asked. */
function framingRefusalOf(error: FastifyError | ORPCError<string, unknown>): ORPCError<string, unknown> {
  if (error instanceof ORPCError) return error
  if (error.statusCode === 413) return refusal('TOO_LARGE', 'The body is larger than this desk takes.')
  if (error.statusCode === 415) return refusal('UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json.')
  if (error.statusCode !== undefined && error.statusCode < 500) return refusal('INVALID_JSON', 'The body cannot be read.')
  return refusal('UNAVAILABLE', 'Something went wrong here. Try again in a while.')
}
