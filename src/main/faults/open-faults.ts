import type { Listening } from '../desk/listening.ts'
import type { Crash } from '../desk/messages.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import { watchClock } from './clock-watch.ts'
import type { ClockWatch } from './clock-watch.ts'
import { watchPort } from './port-watch.ts'
import { watchStore } from './store-trouble.ts'
import type { StoreWatch } from './store-trouble.ts'

export interface FaultsParts {
  readonly store: Store
  readonly writer: Writer
  readonly now: () => number
  readonly uptimeMs?: () => number
  /** The desk died before, in this run of the app. */
  readonly crash: Crash | null
  readonly onFailure: (error: unknown) => void
}

/** What goes wrong on this machine while the desk runs: noticed at once, and mended where that can be done. */
export interface Faults {
  readonly store: StoreWatch
  readonly clock: ClockWatch
  readonly crash: Crash | null
  /** The receiver listens, or has failed to: from now on it is seen to that it does. */
  watchPort(listening: Listening, onLost: () => void): void
  close(): void
}

export function openFaults({ store, writer, now, uptimeMs, crash, onFailure }: FaultsParts): Faults {
  const storeWatch = watchStore({ store, writer })
  const clock = watchClock({ now, ...(uptimeMs && { uptimeMs }) })
  let leavePort: () => void = () => undefined
  return {
    store: storeWatch,
    clock,
    crash,
    watchPort(listening, onLost) {
      leavePort = watchPort({ listening, onLost, onFailure })
    },
    close() {
      leavePort()
      clock.close()
      storeWatch.close()
    },
  }
}
