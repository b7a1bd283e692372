import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Where the browser comes back to after Google's page. */
export interface Loopback {
  /** What Google is told: http://127.0.0.1 and a port that was free. */
  readonly redirectUri: string
  close(): void
}

export interface LoopbackAnswer {
  readonly status: number
  readonly html: string
}

const html = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // The address has the code in it: nothing on the page asks for anything, and nobody is told where it came from.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'referrer-policy': 'no-referrer',
  connection: 'close',
}

/**
 * Listens on this machine only, for one sign-in. https://developers.google.com/identity/protocols/oauth2/native-app
 *
 * @param answer told what the browser came with; null: not for us, such as its asking for an icon. Never rejects.
 */
export async function openLoopback(answer: (query: URLSearchParams) => Promise<LoopbackAnswer | null>): Promise<Loopback> {
  const server: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const isForUs = request.method === 'GET' && pathname === '/'
    void (isForUs ? answer(searchParams) : Promise.resolve(null)).then((given) => {
      if (given === null) response.writeHead(404, { connection: 'close' }).end()
      else response.writeHead(given.status, html).end(given.html)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: 0 }, resolve)
  })
  const { port } = server.address() as AddressInfo
  return { redirectUri: `http://127.0.0.1:${port}`, close: () => void server.close() }
}
