import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Answer, Arrival } from '../ingest/arrival.ts'
import type { Refusal } from '../ingest/receive.ts'
import { sizeSentence } from '../ingest/sentences.ts'
import type { ArrivalHeaders } from '../signatures/signature.ts'
import type { Stages } from './traced.ts'

declare module 'fastify' {
  interface FastifyRequest {
    startedAtMs: number
    /** When which stage was over; null: nobody wants to see it. */
    stages: Stages | null
  }
}

export const emptyBody = Buffer.alloc(0)
const tooLarge: Answer = { status: 413, headers: { connection: 'close' }, body: { status: 'error', message: 'The body is too large' } }
export const notReady: Answer = { status: 503, headers: { 'retry-after': '5' }, body: { status: 'error', message: 'Not ready, try again' } }

/** @param bytes 0: not known. @param most as the settings say. */
export function sizeRefusal(bytes: number, most: number): Refusal {
  return { reason: 'size', answer: tooLarge, sentence: sizeSentence(bytes, most) }
}

/** What ingest judges and keeps of a request. */
export function arrivalOf(request: FastifyRequest, rawBody: Buffer, bodySize: number, receivedAtMs: number): Arrival {
  const { raw, method, url: path, startedAtMs } = request
  const remoteAddress = addressOf(request)
  const head = { method, path, headers: headersOf(raw), rawHeaders: raw.rawHeaders, receivedAtMs, startedAtMs }
  const { stages } = request
  return {
    ...head,
    rawBody,
    bodySize,
    ...(remoteAddress !== null && { remoteAddress }),
    ...(stages !== null && { onStage: (stage) => void (stages[stage] = performance.now()) }),
  }
}

/** From where it came, with trusted proxies looked through; null: the sender is gone already. */
export function addressOf(request: FastifyRequest): string | null {
  // Node has none once the socket is gone, whatever the type says.
  const address = request.ip as string | undefined
  // A socket that listens to both families tells IPv4 so.
  return address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? null
}

/** Node joins the values of a header that came twice; which of them was signed must not be guessed, so they are kept apart. */
function headersOf(raw: FastifyRequest['raw']): ArrivalHeaders {
  const { headers, rawHeaders } = raw
  return Object.keys(headers).length * 2 === rawHeaders.length ? headers : raw.headersDistinct
}

/** For machines: nobody keeps the answer, and nobody guesses its type. */
export function tell(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  return reply.code(status).headers(headers).header('cache-control', 'no-store').header('x-content-type-options', 'nosniff').send(body)
}
