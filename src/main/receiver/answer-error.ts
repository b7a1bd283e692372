import { METHODS, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Answer } from '../ingest/arrival.ts'

const messages: Readonly<Record<number, string>> = {
  413: 'The body is too large',
  415: 'Send application/json',
  429: 'Too many requests',
  503: 'Not ready, try again',
}

/** The sender's faults keep their status, without the framework's words, which quote the request; all else is ours, and worth trying again. */
export function answerError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode } = error
  const status = statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? statusCode : 503
  if (status === 503) reply.header('retry-after', '5')
  void reply.code(status).send({ status: 'error', message: messages[status] ?? 'Bad request' })
}

type BrokenFraming = Error & { readonly code?: string; readonly rawPacket?: Buffer }

/**
 * What could not even be read as HTTP: the socket gets its answer by hand. https://nodejs.org/api/http.html#event-clienterror
 *
 * @param refuseMethod words the answer to a method that HTTP does not know; null: it is as any other.
 */
export function answerBrokenFraming(
  error: BrokenFraming,
  socket: Socket,
  refuseMethod: (path: string) => Answer | null = () => null,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const path = pathOfUnknownMethod(error)
  const own = path === null ? null : refuseMethod(path)
  const status = own === null ? (framingStatuses[error.code ?? ''] ?? '400 Bad Request') : `${own.status} ${STATUS_CODES[own.status]}`
  const body = JSON.stringify(own?.body ?? { status: 'error', message: status.slice(4) })
  const headers = { 'content-type': 'application/json', ...own?.headers, 'content-length': Buffer.byteLength(body), connection: 'close' }
  const head = [`HTTP/1.1 ${status}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroySoon()
}

/** Null: it is not the method, or the packet begins with another request that was read already. */
function pathOfUnknownMethod({ code, rawPacket }: BrokenFraming): string | null {
  if (code !== 'HPE_INVALID_METHOD' || rawPacket === undefined) return null
  const [, method = '', path = null] = /^(\S+) (\/[^\s?]*)\S* HTTP\/1\.[01]\r?\n/.exec(rawPacket.toString('latin1', 0, 4096)) ?? []
  return METHODS.includes(method) ? null : path
}

const framingStatuses: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}
