import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:tls'
import type { TLSSocket } from 'node:tls'

export interface LoopbackPost {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly timeoutMs: number
}

export interface LoopbackReply {
  readonly status: number
  /** At most `longestAnswer` bytes of it. */
  readonly text: string
}

const longestAnswer = 16_384

/**
 * Posts to our own receiver over this machine's loopback. `fingerprint`: of the certificate that the receiver speaks TLS with, which is for
 * another name than 127.0.0.1 and need not be trusted by this machine; that one is trusted here, and no other. Rejects when nobody answers.
 */
export async function postToLoopback(url: URL, post: LoopbackPost, fingerprint: string | null): Promise<LoopbackReply> {
  const signal = AbortSignal.timeout(post.timeoutMs)
  const socket = url.protocol === 'https:' ? await openTls(url, fingerprint, signal) : null
  const request = httpRequest(url.href.replace(/^https:/, 'http:'), {
    method: 'POST',
    headers: { ...post.headers, 'content-length': post.body.length },
    signal,
    // Node asks for a socket only where no agent is given at all.
    ...(socket ? { createConnection: () => socket } : { agent: false }),
  })
  request.end(post.body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { status: response.statusCode ?? 0, text: await readText(response) }
}

async function openTls({ hostname, port }: URL, fingerprint: string | null, signal: AbortSignal): Promise<TLSSocket> {
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 443), rejectUnauthorized: false })
  await once(socket, 'secureConnect', { signal })
  if (fingerprint !== null && socket.getPeerCertificate().fingerprint256 === fingerprint) return socket
  socket.destroy()
  throw new Error('the certificate at the loopback address is not the one that the receiver uses')
}

/** Bounded, so that whoever answers cannot fill the memory. */
async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > longestAnswer) break
  }
  return Buffer.concat(chunks).toString('utf8', 0, Math.min(length, longestAnswer))
}
