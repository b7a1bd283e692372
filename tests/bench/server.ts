import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { createReceive } from '../../src/main/ingest/receive.ts'
import { calendly } from '../../src/main/providers/calendly/index.ts'
import { providers } from '../../src/main/providers/index.ts'
import { buildReceiver } from '../../src/main/receiver/build-receiver.ts'
import { schemes } from '../../src/main/signatures/index.ts'
import { openStore } from '../../src/main/store/open.ts'
import { createWriter } from '../../src/main/store/writer.ts'
import { defaultSettings } from '../../src/shared/settings.ts'
import { startBenchDesk } from './lib/bench-desk.ts'
import { benchSecret } from './lib/deliveries.ts'
import { unboundedGuards } from './lib/guards.ts'
import { createPerTransactionWriter } from './lib/per-transaction-writer.ts'

/*
 * One server under test, in a process of its own: node server.js <echo|desk|grouped|single> <data folder> [provision file].
 * Tells its port by IPC and ends when the parent lets go.
 */

const [mode = 'echo', folder = '.', provisionFile = null] = process.argv.slice(2)

/** A bare Fastify that parses JSON and sends it back: the least that any receiver does. */
async function listenEcho(): Promise<number> {
  const app = Fastify()
  app.post(calendly.paths[0], async (request) => request.body)
  return listen(app)
}

async function listenDesk(): Promise<number> {
  const desk = await startBenchDesk(folder, provisionFile)
  return Number(new URL(desk.url() ?? '').port)
}

/** Receiver and store alone, to compare one way of committing with another. */
function listenStore(isGrouped: boolean): Promise<number> {
  const store = openStore({ path: join(folder, 'deskbell.db'), nowMs: Date.now() })
  const writer = isGrouped ? createWriter(store.write) : createPerTransactionWriter(store.write)
  const settings = { ...defaultSettings(), guards: unboundedGuards }
  const endpoint = { scheme: schemes['calendly-v1'], secrets: [{ key: 'current' as const, secret: benchSecret }] }
  const receive = createReceive({ writer, endpointOf: () => endpoint, settings: () => settings, takeMark: () => null })
  return listen(buildReceiver({ receive, providers, ready: () => true, now: Date.now, proveReach: () => null }))
}

async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 })
  return (app.server.address() as AddressInfo).port
}

const starts: Record<string, () => Promise<number>> = {
  echo: listenEcho,
  desk: listenDesk,
  grouped: () => listenStore(true),
  single: () => listenStore(false),
}
process.on('disconnect', () => process.exit(0))
const start = starts[mode]
if (!start) throw new Error(`no such server: ${mode}`)
process.send?.({ port: await start() })
