import { connect } from 'node:net'
import { prepareRequests } from './lib/deliveries.ts'
import type { LoadOrder, LoadResult } from './lib/load-protocol.ts'

/*
 * The load generator, a process of its own. It writes prepared bytes and looks only at the status and the length of what comes back:
 * a general HTTP client takes as long for a request as the server under test, and would be what is measured.
 */

process.on('message', (order: LoadOrder) => {
  void run(order).then((result) => process.send?.(result))
})

async function run({ port, requests, connections }: LoadOrder): Promise<LoadResult> {
  const prepared = prepareRequests(requests, port)
  const latencies = new Float64Array(requests)
  const counts = { next: 0, done: 0, accepted: 0, refused: 0 }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: connections }, () => drive(port, prepared, latencies, counts)))
  const seconds = (performance.now() - startedAt) / 1000
  latencies.sort()
  const at = (share: number) => Math.round((latencies[Math.floor((requests - 1) * share)] ?? 0) * 1000)
  return { seconds, accepted: counts.accepted, refused: counts.refused, medianUs: at(0.5), p99Us: at(0.99) }
}

/** One connection: one request after the other, keep-alive, until none is left. */
function drive(
  port: number,
  prepared: readonly Buffer[],
  latencies: Float64Array,
  counts: { next: number; done: number; accepted: number; refused: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true }, sendNext)
    let received = ''
    let sentAt = 0

    function sendNext(): void {
      const request = prepared[counts.next]
      if (!request) {
        socket.end()
        resolve()
        return
      }
      counts.next += 1
      sentAt = performance.now()
      socket.write(request)
    }

    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
      const headEnd = received.indexOf('\r\n\r\n')
      if (headEnd === -1) return
      const length = /content-length: (\d+)/i.exec(received.slice(0, headEnd))?.[1]
      if (length === undefined) throw new Error(`an answer without a length: ${received}`)
      if (received.length < headEnd + 4 + Number(length)) return
      latencies[counts.done] = performance.now() - sentAt
      counts.done += 1
      if (received.startsWith('HTTP/1.1 2')) counts.accepted += 1
      else counts.refused += 1
      received = ''
      sendNext()
    })
    socket.on('error', reject)
  })
}
