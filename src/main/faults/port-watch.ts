import { networkInterfaces } from 'node:os'
import { isBindable } from '../desk/listening.ts'
import type { Listening, ReceiverState } from '../desk/listening.ts'

export interface PortWatchParts {
  readonly listening: Listening
  /** The port was lost while the receiver listened. */
  readonly onLost: () => void
  readonly onFailure: (error: unknown) => void
  readonly everyMs?: number
  /** The addresses that this machine has now. */
  readonly addresses?: () => readonly string[]
}

const usualEveryMs = 2_000
const everywhere: readonly string[] = ['0.0.0.0', '::']

/**
 * Notices that the receiver's place is not ours any more (the interface is gone, another program answers there), which no event tells, and
 * listens again as soon as that can be had. @returns its own end.
 */
export function watchPort({ listening, onLost, onFailure, everyMs = usualEveryMs, addresses = ownAddresses }: PortWatchParts): () => void {
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  /** Since it listens there, a connection has come through; where none ever does, a firewall is in between, and listening anew mends nothing. */
  let wasHere = false
  /** Twice, before what providers are sending is disturbed. */
  let misses = 0

  async function look(): Promise<void> {
    const state = listening.state()
    if (state.state === 'starting') return
    if (state.state !== 'listening') {
      const isMendable = state.state === 'port-taken' || state.because !== 'certificate'
      if (isMendable && (await isBindable(state.address, state.port)) && isStill(state)) await listening.listen(state.address, state.port)
      wasHere = false
      return
    }
    if (!(await isLost(state.address)) || !isStill(state)) return
    wasHere = false
    misses = 0
    onLost()
    await listening.listen(state.address, state.port)
  }

  /** Nobody changed it meanwhile. */
  function isStill(state: ReceiverState): boolean {
    return listening.state() === state && !isClosed
  }

  async function isLost(address: string): Promise<boolean> {
    if (!everywhere.includes(address) && !addresses().includes(address)) return true
    const owner = await listening.portOwner()
    if (owner === 'here') wasHere = true
    misses = owner === 'elsewhere' ? misses + 1 : 0
    return wasHere && misses >= 2
  }

  function lookLater(): void {
    if (!isClosed) timer = setTimeout(() => void look().catch(onFailure).finally(lookLater), everyMs).unref()
  }

  lookLater()
  return () => {
    isClosed = true
    clearTimeout(timer)
  }
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((own = []) => own.map(({ address }) => address))
}
