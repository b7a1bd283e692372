import { MessageChannel } from 'node:worker_threads'
import { connectDesk } from '../../src/renderer/desk/connection.ts'
import { startBenchDesk } from './lib/bench-desk.ts'

/*
 * One start of the desk, in a process of its own: node start.js <data folder> <provision file>. Tells by IPC how many milliseconds passed from
 * the desk's start until its window had the status and the appointments of the day, and ends in order
 * when the parent lets go.
 */

const [dataDir = '.', provisionFile = null] = process.argv.slice(2)
const hourMs = 3_600_000

const startedAt = performance.now()
const running = await startBenchDesk(dataDir, provisionFile)
const { desk } = connectDesk({
  ask: () => undefined,
  onPort(listener) {
    const { port1, port2 } = new MessageChannel()
    running.serveWindow(port2, 1)
    // One and the same class; the DOM's types and Node's tell of different halves of it.
    queueMicrotask(() => listener(port1 as unknown as MessagePort))
  },
})
const nowMs = Date.now()
const nothingElse = { sources: null, types: null, statuses: null, hostIds: null, search: null }
await Promise.all([
  desk.desk.status(),
  desk.appointments.list({ startMs: nowMs - 12 * hourMs, endMs: nowMs + 12 * hourMs, ...nothingElse }),
])
const ms = performance.now() - startedAt
await running.close()
process.on('disconnect', () => process.exit(0))
process.send?.({ ms })
