import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LoadOrder, LoadResult } from './load-protocol.ts'
import type { SteadyOrder, SteadyResult } from './steady-protocol.ts'

export interface Server {
  readonly port: number
  stop(): Promise<void>
}

/** Starts one of server.ts's servers. */
export async function startServer(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Server> {
  const child = forkEntry('server', args, env)
  const [{ port }] = (await Promise.race([once(child, 'message'), diesFirst(child)])) as [{ port: number }]
  return { port, stop: () => stop(child) }
}

/** Starts the desk, waits until its window could show the day, and ends it. @returns milliseconds from start to day. */
export async function timeStart(dataDir: string, provisionFile: string): Promise<number> {
  const child = forkEntry('start', [dataDir, provisionFile], {})
  const [{ ms }] = (await Promise.race([once(child, 'message'), diesFirst(child)])) as [{ ms: number }]
  await stop(child)
  return ms
}

export interface Load {
  run(order: LoadOrder): Promise<LoadResult>
  stop(): Promise<void>
}

export function startLoad(): Load {
  const { ask, stop: end } = startAsked<LoadOrder, LoadResult>('load')
  return {
    async run(order) {
      const result = await ask(order)
      if (result.accepted !== order.requests) throw new Error(`${order.requests} sent, ${result.accepted} accepted`)
      return result
    },
    stop: end,
  }
}

export interface Steady {
  /** Sends the bodies, so many a second. @returns when each was acknowledged, in milliseconds since the epoch */
  run(order: SteadyOrder): Promise<readonly number[]>
  stop(): Promise<void>
}

export function startSteady(): Steady {
  const { ask, stop: end } = startAsked<SteadyOrder, SteadyResult>('steady')
  return { run: async (order) => (await ask(order)).acknowledgedAtMs, stop: end }
}

/** A process that answers one order after the other. */
function startAsked<Order extends object, Result>(entry: string): { ask(order: Order): Promise<Result>; stop(): Promise<void> } {
  const child = forkEntry(entry, [], {})
  const died = diesFirst(child)
  // It does when it is told to stop, too; who waits for a round hears of it.
  died.catch(() => undefined)
  return {
    async ask(order) {
      child.send(order)
      const [result] = (await Promise.race([once(child, 'message'), died])) as [Result]
      return result
    },
    stop: () => stop(child),
  }
}

/** The bundled entries lie beside one another. */
function forkEntry(name: string, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return fork(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

async function diesFirst(child: ChildProcess): Promise<never> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  throw new Error(`a process of the benchmark ended with ${code ?? signal}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.disconnect()
  await once(child, 'exit')
}
