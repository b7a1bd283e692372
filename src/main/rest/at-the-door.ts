import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Access, Principal } from '../access/access.ts'
import type { DoorSurroundings } from '../receiver/door.ts'
import { accepts } from './accepts.ts'
import { createLimit, failuresPerMinute, requestsPerMinute, type Spent } from './limits.ts'
import { misplacedAt } from './misplaced.ts'
import { sendProblem } from './problem.ts'
import { refusal } from './refusal.ts'
import { isStreamAt, scopeFor } from './routes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks the REST API; null: nobody that is known. */
    principal: Principal | null
  }
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? ''

/**
 * What is judged of a request before its body is read: whether there is such a thing, who asks, how often, and whether they may.
 * @returns a hook; it has answered where it gives a reply back.
 */
export function createJudge(access: Access, { guard, ready }: DoorSurroundings) {
  const countRequest = createLimit(requestsPerMinute)
  const countFailure = createLimit(failuresPerMinute)

  async function recognise(request: FastifyRequest, reply: FastifyReply): Promise<Principal | FastifyReply> {
    const found = access.authenticate(request.headers.authorization)
    if (typeof found !== 'string') return found
    const { isAllowed, resetSeconds } = await countFailure('everyone')
    if (!isAllowed) {
      reply.header('retry-after', resetSeconds)
      return sendProblem(
        reply,
        refusal('RATE_LIMITED', 'Too many requests came with keys that do not count. Wait, and try again with one that does.'),
      )
    }
    // RFC 6750, 3.1: whoever sent nothing is told only how to.
    if (found === 'missing') {
      reply.header('www-authenticate', 'Bearer realm="deskbell"')
      return sendProblem(
        reply,
        refusal('UNAUTHENTICATED', 'Send an API key, or an access token made with one, as “Authorization: Bearer …”.'),
      )
    }
    reply.header('www-authenticate', 'Bearer realm="deskbell", error="invalid_token"')
    return sendProblem(
      reply,
      refusal('INVALID_TOKEN', 'This API key or access token is not known, has ended, or was revoked. Ask the office for another one.'),
    )
  }

  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const path = pathOf(request)
    const { method } = request
    reply.header('x-content-type-options', 'nosniff')
    if (guard.isMisdirected(request)) return sendProblem(reply, refusal('MISDIRECTED'))
    const misplaced = misplacedAt(path, method)
    if (misplaced !== null) return sendProblem(reply.headers(misplaced.headers), misplaced.error)
    if (!ready() || guard.shed() !== null)
      return sendProblem(reply, refusal('UNAVAILABLE', 'The desk cannot answer now. Try again in a few seconds.'))
    const found = await recognise(request, reply)
    if (!('keyId' in found)) return found
    const spent = await countRequest(String(found.keyId))
    tellLimit(reply, spent)
    if (!spent.isAllowed) {
      reply.header('retry-after', spent.resetSeconds)
      return sendProblem(reply, refusal('RATE_LIMITED', `This API key may ask ${spent.limit} times a minute. Wait, and try again.`))
    }
    const scope = scopeFor(method)
    if (!found.scopes.includes(scope)) {
      reply.header('www-authenticate', `Bearer realm="deskbell", error="insufficient_scope", scope="${scope}"`)
      return sendProblem(
        reply,
        refusal('INSUFFICIENT_SCOPE', `This needs the scope “${scope}”, which this API key or access token does not have.`),
      )
    }
    const mediaType = isStreamAt(path) ? 'text/event-stream' : 'application/json'
    if (!accepts(request.headers.accept, mediaType)) return sendProblem(reply, refusal('NOT_ACCEPTABLE', `The answer is ${mediaType}.`))
    request.principal = found
    return undefined
  }
}

function tellLimit(reply: FastifyReply, { limit, remaining, resetSeconds }: Spent): void {
  reply.headers({ 'ratelimit-limit': limit, 'ratelimit-remaining': remaining, 'ratelimit-reset': resetSeconds })
}
