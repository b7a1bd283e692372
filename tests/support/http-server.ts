import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { onTestFinished } from 'vitest'

/** A real server on any free port of this machine, until the test has ended. @returns its port. */
export async function serve(
  listener: RequestListener,
  tls: { readonly cert: string; readonly key: string } | null = null,
): Promise<number> {
  return listenUntilEnd(tls === null ? createServer(listener) : createTlsServer(tls, listener))
}

/** @returns the port. */
export async function listenUntilEnd(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function') server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return port
}

/** What stands before a desk and hands requests on to it, as a tunnel or a proxy does. */
export function forwardTo(origin: () => string, headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (request, response) => {
    const given = Object.entries(request.headers).filter(([name]) => name !== 'host' && name !== 'connection')
    void (async () => {
      const answer = await fetch(new URL(request.url ?? '/', origin()), {
        method: request.method ?? 'GET',
        headers: { ...Object.fromEntries(given.map(([name, value]) => [name, String(value)])), ...headers },
        redirect: 'manual',
      })
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
      response.end(Buffer.from(await answer.arrayBuffer()))
    })().catch(() => response.writeHead(502).end())
  }
}
