import { connect } from 'node:net'
import type { Server, Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'

/** `here`: who connects there comes to this server. `elsewhere`: nobody answers there, or somebody else does. `unknown`: it could not be tried. */
export type PortOwner = 'here' | 'elsewhere' | 'unknown'

/** A connection of this machine to itself takes less than a millisecond; what takes longer is a thread that is busy. */
const usualPatienceMs = 2_000
/** In a rush connections are taken one after the other: as long as others come in, ours may be behind them. In patiences. */
const mostPatiences = 15

/** Connects, and looks whether the connection arrives at `server`. */
export async function findPortOwner(server: Server, host: string, port: number, patienceMs = usualPatienceMs): Promise<PortOwner> {
  if (!server.listening) return 'elsewhere'
  const arrived = new Set<number | undefined>()
  let noteArrival: () => void = () => undefined
  const note = (from: Pick<Socket, 'remotePort'> | { readonly remotePort?: number } | undefined): void => {
    arrived.add(from?.remotePort)
    noteArrival()
  }
  server.on('connection', note)
  // Above the most connections that are taken: refused, but by this server.
  server.on('drop', note)
  const socket = connect({ host, port })
  try {
    const failure = await new Promise<string | null>((resolve) => {
      socket.once('connect', () => resolve(null))
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
      setTimeout(() => resolve('ETIMEDOUT'), patienceMs).unref()
    })
    if (failure !== null) return failure === 'ECONNREFUSED' ? 'elsewhere' : 'unknown'
    const { localPort } = socket
    const untilMs = performance.now() + mostPatiences * patienceMs
    for (let known = -1; !arrived.has(localPort) && arrived.size > known && performance.now() < untilMs;) {
      known = arrived.size
      await new Promise<void>((resolve) => {
        noteArrival = () => (arrived.has(localPort) ? resolve() : undefined)
        setTimeout(resolve, patienceMs).unref()
      })
      // After a standstill timers come before what the sockets brought.
      await turn()
      await turn()
    }
    return arrived.has(localPort) ? 'here' : 'elsewhere'
  } finally {
    server.off('connection', note)
    server.off('drop', note)
    socket.destroy()
  }
}
