import type { FastifyInstance } from 'fastify'
import { createServer } from 'node:net'
import type { DeskStatus } from '../../shared/contract.ts'

export type ReceiverState = DeskStatus['receiver']

/** The receiver's listening: at most one server, on one address and port. */
export interface Listening {
  state(): ReceiverState
  /** Where this machine reaches the receiver, or null while it does not listen. */
  localUrl(): string | null
  /** Stops what listens and listens there; resolves also when that failed: `state` tells. Changes are made one after the other. */
  listen(address: string, port: number): Promise<void>
  /** Lets requests under way end, then takes no more. */
  close(): Promise<void>
}

export function createListening(buildReceiver: () => FastifyInstance, onChange: () => void): Listening {
  let state: ReceiverState = { state: 'starting' }
  let server: FastifyInstance | null = null
  let lastChange: Promise<void> = Promise.resolve()

  function setState(value: ReceiverState): void {
    state = value
    onChange()
  }

  async function stop(): Promise<void> {
    const running = server
    server = null
    await running?.close()
  }

  async function start(address: string, port: number): Promise<void> {
    await stop()
    const built = buildReceiver()
    try {
      await built.listen({ host: address, port })
      server = built
      const bound = built.server.address()
      // Asked for 0, the system chose one.
      setState({ state: 'listening', address, port: bound !== null && typeof bound === 'object' ? bound.port : port })
    } catch (error) {
      await built.close()
      setState(describeFailure(error, address, port))
    }
  }

  function inTurn(change: () => Promise<void>): Promise<void> {
    lastChange = lastChange.then(change, change)
    return lastChange
  }

  return {
    state: () => state,
    localUrl: () => (state.state === 'listening' ? `http://${hostOf(reachable(state.address))}:${state.port}` : null),
    listen: (address, port) => inTurn(() => start(address, port)),
    close: () => inTurn(stop),
  }
}

function describeFailure(error: unknown, address: string, port: number): ReceiverState {
  const code = error instanceof Error && 'code' in error ? error.code : null
  switch (code) {
    case 'EADDRINUSE':
      return { state: 'port-taken', address, port }
    case 'EACCES':
      return failed(address, port, `The system does not let Deskbell listen on port ${port}. Choose one from 1024 up in Settings.`)
    case 'EADDRNOTAVAIL':
      return failed(address, port, `${address} is not an address of this machine. Choose 127.0.0.1, or one that is, in Settings.`)
    default:
      return failed(address, port, `Listening on ${address}:${port} failed (${String(code)}). Choose another address or port in Settings.`)
  }
}

function failed(address: string, port: number, message: string): ReceiverState {
  return { state: 'failed', address, port, message }
}

/** "Every address" is none that one can connect to everywhere. */
function reachable(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1'
  return address === '::' ? '::1' : address
}

export function hostOf(address: string): string {
  return address.includes(':') ? `[${address}]` : address
}

/** A port near `port` that is free on `address` now, looked for upwards; else any free one. */
export async function findFreePort(address: string, port: number): Promise<number> {
  const near = Array.from({ length: 50 }, (_, index) => port + 1 + index).filter((candidate) => candidate <= 65_535)
  for (const candidate of [...near, 0]) {
    const free = await tryPort(address, candidate)
    if (free !== null) return free
  }
  throw new Error(`No port is free on ${address}.`)
}

function tryPort(address: string, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(null))
    probe.listen({ host: address, port, exclusive: true }, () => {
      const bound = probe.address()
      probe.close(() => resolve(bound !== null && typeof bound === 'object' ? bound.port : null))
    })
  })
}
