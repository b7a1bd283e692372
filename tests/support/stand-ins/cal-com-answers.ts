import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CalComRefusal } from './cal-com-account.ts'

/** A refusal in the words of Cal.com's API. */
export class CalComError extends Error {
  override readonly name = 'CalComError'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export const badRequest = (message: string): CalComError => new CalComError(400, 'BadRequestException', message)
export const notFound = (message: string): CalComError => new CalComError(404, 'NotFoundException', message)

/** What goes wrong is told in Cal.com's envelope. Source: apps/api/v2/src/filters of calcom/cal.com. */
export function addAnswers(app: FastifyInstance, now: () => number): void {
  const send = ({ url }: FastifyRequest, reply: FastifyReply, { status, code, message }: CalComError): FastifyReply =>
    reply.code(status).send({
      status: 'error',
      timestamp: new Date(now()).toISOString(),
      path: url,
      error: { code, message, details: { message, error: code.replace('Exception', ''), statusCode: status } },
    })
  app.setNotFoundHandler((request, reply) => send(request, reply, notFound(`Cannot ${request.method} ${request.url}`)))
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof CalComError) return send(request, reply, error)
    if (error instanceof CalComRefusal) return send(request, reply, badRequest(error.message))
    throw error
  })
}

/** 120 requests a minute for an API key. Source: cal.com/docs/api-reference/v2, rate limits. */
export function addRateLimit(app: FastifyInstance, now: () => number): void {
  const [windowMs, limit] = [60_000, 120]
  let [since, used] = [Number.NEGATIVE_INFINITY, 0]
  app.addHook('onRequest', async (_request, reply) => {
    const atMs = now()
    if (atMs - since >= windowMs || atMs < since) [since, used] = [atMs, 0]
    used += 1
    const resetSeconds = Math.ceil((since + windowMs - atMs) / 1000)
    reply.headers({
      'x-ratelimit-limit-default': limit,
      'x-ratelimit-remaining-default': Math.max(limit - used, 0),
      'x-ratelimit-reset-default': resetSeconds,
    })
    if (used <= limit) return
    reply.header('retry-after', resetSeconds)
    throw new CalComError(429, 'ThrottlerException', 'ThrottlerException: Too Many Requests')
  })
}
