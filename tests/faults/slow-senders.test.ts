import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/temporary.ts'
import { bookingOf, post } from './lib/bookings.ts'
import { bundleDesk, startDeskProcess } from './lib/desk-processes.ts'
import { countOf, report } from './lib/report.ts'

const seconds = countOf('DESKBELL_SLOW_SECONDS', 2)
const sockets = countOf('DESKBELL_SLOW_SOCKETS', 1_000)
const head = 'POST /api/webhooks/calendly HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n'

/** Says its head byte by byte, or its body, and begins anew whenever it is cut off. */
function dawdle(port: number, sockets: Set<Socket>, index: number): void {
  const socket = connect(port, '127.0.0.1')
  sockets.add(socket)
  const words = index % 2 === 0 ? head : `${head}\r\n{"event":"`
  let said = index % 2 === 0 ? 0 : head.length + 2
  socket.write(words.slice(0, said))
  const saying = setInterval(() => {
    if (said < words.length) socket.write(words.slice(said, (said += 1)))
  }, 1_000)
  socket.on('error', () => undefined)
  socket.once('close', () => {
    clearInterval(saying)
    // Not there any more: the test is over.
    if (sockets.delete(socket)) setImmediate(dawdle, port, sockets, index)
  })
}

test(
  `beside ${sockets} senders that dawdle for ${seconds} s every valid delivery is answered`,
  async () => {
    const { url } = await startDeskProcess(await bundleDesk('slow-senders'), temporaryFolder())
    const slow = new Set<Socket>()
    onTestFinished(() => {
      const open = [...slow]
      slow.clear()
      for (const socket of open) socket.destroy()
    })
    for (let index = 0; index < sockets; index += 1) dawdle(Number(new URL(url).port), slow, index)
    const statuses = new Map<number | null, number>()
    const endsAtMs = performance.now() + seconds * 1_000
    for (let index = 0; performance.now() < endsAtMs || index < 20; index += 1) {
      const { status } = await post(url, bookingOf(`valid${index}`))
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    expect([...statuses.keys()]).toEqual([200])
    report('slow-senders', `${sockets} sockets for ${seconds} s, ${statuses.get(200)} of ${statuses.get(200)} valid ones answered 200`)
  },
  60_000 + seconds * 2_000,
)
