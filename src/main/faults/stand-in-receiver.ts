import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { answerBrokenFraming } from '../receiver/answer-error.ts'
import { notReady } from '../receiver/arrivals.ts'
import {
  bodyLimitBytes,
  handshakeTimeoutMs,
  headersTimeoutMs,
  maxHeaderBytes,
  requestTimeoutMs,
  timeoutCheckMs,
} from '../receiver/limits.ts'

/** Where the desk listens. What is in it can be copied between threads. */
export interface ReceiverPlace {
  readonly address: string
  readonly port: number
  /** PEM. Null: it speaks HTTP. The key stays in this process's memory. */
  readonly certificate: { readonly cert: Uint8Array; readonly key: Uint8Array } | null
}

/** Keeps the receiver's place while the desk is away: whoever posts there is asked to try again, instead of finding nobody. */
export interface StandInReceiver {
  /** Listens there and answers 503 to everything. Never rejects: what cannot be had is left alone. */
  take(place: ReceiverPlace): Promise<void>
  /** Lets go of the place, at once. */
  release(): Promise<void>
}

/** Senders that a desk of a few seconds' absence may meet; others wait in the system's queue. */
const mostConnections = 500

/** @param onTaken told the port that is answered now; null: it could not be had, or was let go of. */
export function createStandInReceiver(onTaken: (port: number | null) => void = () => undefined): StandInReceiver {
  let server: Server | null = null
  let lastChange: Promise<void> = Promise.resolve()

  async function take({ address, port, certificate }: ReceiverPlace): Promise<void> {
    if (server !== null) return
    const built = build(certificate)
    const isListening = await new Promise<boolean>((resolve) => {
      built.once('error', () => resolve(false))
      built.listen({ host: address, port }, () => resolve(true))
    })
    if (!isListening) return
    server = built
    onTaken(port)
  }

  async function release(): Promise<void> {
    const taken = server
    server = null
    if (taken === null) return
    const closed = new Promise<void>((resolve) => taken.close(() => resolve()))
    taken.closeAllConnections()
    await closed
    onTaken(null)
  }

  function inTurn(change: () => Promise<void>): Promise<void> {
    lastChange = lastChange.then(change, change)
    return lastChange
  }

  return { take: (place) => inTurn(() => take(place)), release: () => inTurn(release) }
}

function build(certificate: ReceiverPlace['certificate']): Server {
  const limits = {
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: timeoutCheckMs,
    maxHeaderSize: maxHeaderBytes,
  }
  const server =
    certificate === null
      ? createServer(limits, answer)
      : createTlsServer(
          { ...limits, cert: Buffer.from(certificate.cert), key: Buffer.from(certificate.key), handshakeTimeout: handshakeTimeoutMs },
          answer,
        )
  server.maxConnections = mostConnections
  server.on('clientError', answerBrokenFraming)
  return server
}

/** After the body has come: a sender that is cut off while it writes would see a broken connection and not the answer. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  let size = 0
  request.on('data', (bytes: Buffer) => {
    size += bytes.length
    if (size > bodyLimitBytes) request.destroy()
  })
  request.once('end', () => {
    const { status, headers, body } = notReady
    response.writeHead(status, {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
    })
    response.end(JSON.stringify(body))
  })
}
