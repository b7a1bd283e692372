import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { tunnelStates } from '../../shared/contract/reach.ts'
import { isTokenProblem, problemOf } from './ngrok.ts'
import type { TunnelLibrary, TunnelListener } from './ngrok.ts'

export type TunnelState = (typeof tunnelStates)[number]

export interface WantedTunnel {
  /** Where the receiver is on this machine, such as http://127.0.0.1:7420. */
  readonly forwardTo: string
  /** Null: ngrok chooses. */
  readonly domain: string | null
  /** Null: nobody gave one, or it cannot be opened. */
  readonly token: string | null
}

export interface TunnelStatus {
  readonly state: TunnelState
  /** The library's code for what failed, or ours; null: nothing. */
  readonly problem: string | null
  /** The address that it has, or had until it went down a moment ago; null: none is to be expected. */
  readonly url: string | null
}

/** The built-in tunnel: held open as long as it is wanted. */
export interface Tunnel {
  status(): TunnelStatus
  /** Opens it, opens it anew when what is wanted has become different, ends it for null. */
  want(wanted: WantedTunnel | null): void
  /** Opens it anew, whatever its state. */
  restart(): void
  /** Ends it; settles when the library has let go of it, or did not within a moment. */
  close(): Promise<void>
}

export interface TunnelOptions {
  /** Rejects where the library has no native code for this platform. */
  readonly load: () => Promise<TunnelLibrary>
  readonly onChange: () => void
  readonly onFailure: (problem: string) => void
  readonly waits?: TunnelWaits
}

/** Milliseconds. */
export interface TunnelWaits {
  /** Before it is tried again; the last one counts for all further tries. */
  readonly betweenTries: readonly number[]
  /** For ngrok to open it. */
  readonly opening: number
  /** For the library to find its way back by itself after a connection was lost. */
  readonly returning: number
}

const usualWaits: TunnelWaits = { betweenTries: [2_000, 5_000, 15_000, 60_000, 300_000], opening: 30_000, returning: 60_000 }
const closingMs = 2_000
const off: TunnelStatus = { state: 'off', problem: null, url: null }

export function createTunnel({ load, onChange, onFailure, waits = usualWaits }: TunnelOptions): Tunnel {
  let wanted: WantedTunnel | null = null
  let status = off
  /** The present try to hold it open; aborted when something else is wanted. */
  let run = new AbortController()
  let ended: Promise<void> = Promise.resolve()

  function say(next: TunnelStatus): void {
    if (isDeepStrictEqual(next, status)) return
    status = next
    onChange()
  }

  function begin(): void {
    run.abort()
    run = new AbortController()
    const { signal } = run
    const before = ended
    // The one before lets go first: an account may be allowed one session only.
    ended = before.then(() => (wanted === null || signal.aborted ? undefined : hold(wanted, signal)))
    if (wanted === null) say(off)
  }

  /** Until `signal` says that something else is wanted. */
  async function hold(order: WantedTunnel, signal: AbortSignal): Promise<void> {
    say({ state: 'starting', problem: null, url: status.url })
    const library = await load().catch(() => null)
    if (signal.aborted) return
    if (library === null) return say({ state: 'not-available', problem: null, url: null })
    if (order.token === null) return say({ state: 'no-token', problem: null, url: null })
    for (let failures = 0; !signal.aborted; failures += 1) {
      const problem = await once(library, order, order.token, signal, () => (failures = 0))
      if (signal.aborted) return
      onFailure(problem)
      if (isTokenProblem(problem)) return say({ state: 'token-refused', problem, url: null })
      say({ state: 'down', problem, url: status.url })
      await pause(waits.betweenTries[Math.min(failures, waits.betweenTries.length - 1)], null, { signal, ref: false }).catch(
        () => undefined,
      )
    }
  }

  /** Opens it once and stays until it has died. @returns what it died of; anything when `signal` ended it. */
  async function once(
    library: TunnelLibrary,
    { forwardTo, domain }: WantedTunnel,
    token: string,
    signal: AbortSignal,
    onUp: () => void,
  ): Promise<string> {
    let die: (of: string) => void = () => undefined
    const died = new Promise<string>((resolve) => (die = resolve))
    let returning: NodeJS.Timeout | undefined
    const up = (listener: TunnelListener): void => {
      clearTimeout(returning)
      onUp()
      say({ state: 'up', problem: null, url: listener.url() ?? status.url })
    }
    let listener: TunnelListener | null = null
    const onStatusChange = (change: string): void => {
      if (signal.aborted || listener === null) return
      if (change !== 'closed') return up(listener)
      say({ state: 'down', problem: 'CONNECTION_LOST', url: status.url })
      clearTimeout(returning)
      returning = setTimeout(() => die('CONNECTION_LOST'), waits.returning).unref()
    }
    const stop = (): void => die('STOPPED')
    signal.addEventListener('abort', stop, { once: true })
    const opening = library.forward({
      addr: forwardTo,
      authtoken: token,
      ...(domain !== null && { domain }),
      // The office's own certificate is for another name than this machine's loopback.
      verify_upstream_tls: false,
      onStatusChange,
    })
    try {
      listener = await Promise.race([opening, tooLong(waits.opening, signal)])
      if (listener === null) {
        // Whatever comes of it later is let go of.
        void opening.then(closeQuietly, () => undefined)
        return 'TIMED_OUT'
      }
      up(listener)
      listener.join().then(
        () => die('ENDED'),
        (error: unknown) => die(problemOf(error)),
      )
      return await died
    } catch (error) {
      return problemOf(error)
    } finally {
      clearTimeout(returning)
      signal.removeEventListener('abort', stop)
      if (listener !== null) await closeQuietly(listener)
    }
  }

  return {
    status: () => status,
    want(next) {
      if (isDeepStrictEqual(next, wanted)) return
      const isOther = next?.domain !== wanted?.domain || next?.token !== wanted?.token
      wanted = next
      // The address of another account or domain is not to be expected any more.
      if (isOther) status = { ...status, url: null }
      begin()
    },
    restart: () => begin(),
    async close() {
      wanted = null
      begin()
      await Promise.race([ended, pause(closingMs, null, { ref: false })])
    },
  }
}

/** Null after `ms`, or at once when `signal` says so. */
async function tooLong(ms: number, signal: AbortSignal): Promise<null> {
  await pause(ms, null, { signal, ref: false }).catch(() => undefined)
  return null
}

async function closeQuietly(listener: TunnelListener): Promise<void> {
  const failed = listener.close().catch(() => undefined) // It has died already.
  await Promise.race([failed, pause(closingMs, null, { ref: false })])
}
