import { MessageChannel } from 'node:worker_threads'
import { readInternet } from '../../src/main/internet.ts'
import { startDesk } from '../../src/main/desk/start-desk.ts'
import { connectDesk } from '../../src/renderer/desk/connection.ts'
import { noShell } from '../support/no-shell.ts'
import { benchVaultKey } from './lib/vault-key.ts'

/*
 * One start of the desk, in a process of its own: node start.js <data folder> <provision file>. Tells by IPC how many milliseconds passed from
 * the desk's start until its window had the status and the appointments of the day, and ends in order
 * when the parent lets go.
 */

const [dataDir = '.', provisionFile = null] = process.argv.slice(2)
const hourMs = 3_600_000
const noKeyring = {
  backend: async () => null,
  seal: () => Promise.reject(new Error('no keyring')),
  open: () => Promise.reject(new Error('no keyring')),
}

const startedAt = performance.now()
const running = await startDesk(
  {
    dataDir,
    version: '0.0.0',
    locale: 'en-GB',
    port: 0,
    provisionFile,
    vaultKey: benchVaultKey,
    internet: readInternet(null),
    sampleDay: false,
  },
  { keyring: noKeyring, shell: noShell, now: Date.now, log: (entry) => console.error(JSON.stringify(entry)) },
)
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
