import { defaultSettings } from '../../shared/settings.ts'
import { createStandInReceiver } from '../faults/stand-in-receiver.ts'
import { tryOpenStore } from './try-open-store.ts'
import type { OpenedStore } from './try-open-store.ts'

export interface WaitingParts {
  /** Why it could not be opened. */
  readonly opened: Extract<OpenedStore, { kind: 'problem' }>
  readonly path: string
  /** The one that was given for this run. */
  readonly port: number | null
  readonly now: () => number
  readonly restart: () => void
}

const everyMs = 2_000

/**
 * A desk without a store: whoever posts is asked to try again, and what the system can mend (no room, no leave to write) is tried until the
 * desk can be started again. On the usual port, for another one is set where nobody can read it; a desk that ran before keeps its own.
 */
export function waitForStore({ opened, path, port, now, restart }: WaitingParts): { close(): Promise<void> } {
  const standIn = createStandInReceiver()
  const settings = defaultSettings()
  const place = { address: settings.bindAddress, port: port ?? settings.port, certificate: null }
  if (place.port !== 0) void standIn.take(place)
  const timer = opened.isPassing ? setInterval(tryAgain, everyMs).unref() : undefined

  function tryAgain(): void {
    const again = tryOpenStore(path, now())
    if (again.kind === 'problem') return
    clearInterval(timer)
    again.store.close()
    restart()
  }

  return {
    close() {
      clearInterval(timer)
      return standIn.release()
    },
  }
}
