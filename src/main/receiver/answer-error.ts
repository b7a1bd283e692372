import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

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

/** What could not even be read as HTTP: the socket gets its answer by hand. https://nodejs.org/api/http.html#event-clienterror */
export function answerBrokenFraming(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const status = framingStatuses[error.code ?? ''] ?? '400 Bad Request'
  const body = JSON.stringify({ status: 'error', message: status.slice(4) })
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    )
  }
  socket.destroySoon()
}

const framingStatuses: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}
