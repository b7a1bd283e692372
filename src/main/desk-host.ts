import { MessageChannel, Worker } from 'node:worker_threads'
import { describeError } from './desk/describe-error.ts'
import { restartExitCode, suspectExitCode } from './desk/messages.ts'
import type { DeskMessage, DeskOptions, HostDeeds, HostMessage, LogEntry } from './desk/messages.ts'
import { ShellError } from './desk/shell.ts'
import type { Shell } from './desk/shell.ts'
import { createStandInReceiver } from './faults/stand-in-receiver.ts'
import type { ReceiverPlace, StandInReceiver } from './faults/stand-in-receiver.ts'
import type { Keyring } from './vault/keyring.ts'

/** Electron's MessagePortMain, as far as it is needed here. Node's ports and Electron's cannot be passed to one another. */
export interface WindowPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(data: unknown): void
  start(): void
  close(): void
}

export interface DeskHostOptions {
  /** The worker's file. */
  readonly entry: URL
  readonly desk: DeskOptions
  readonly keyring: Keyring
  readonly shell: Shell
  readonly log: (entry: LogEntry) => void
  /** The desk gave its start up for a reason that a person has to mend; it is not started again. */
  readonly onRefused: (message: string) => void
}

export interface DeskHost {
  /** Serves a window; while the desk is away the port waits for the next one. `windowId` comes back with what the window asks of the shell. */
  connectWindow(port: WindowPort, windowId: number): void
  /** One of the windows got the focus, or none has it any more. */
  looked(isLookedAt: boolean): void
  /** The machine is about to sleep. */
  suspending(): void
  /** The machine woke up. */
  resumed(): void
  /** Resolves when the desk has closed its store and the worker is gone; a desk that does not close in time is cut off. */
  close(): Promise<void>
}

/** At most this often within a minute at once; a desk that keeps dying is then started every half minute. */
const quickRestarts = 5
const quickRestartWindowMs = 60_000
const slowRestartMs = 30_000
/** Requests under way get four seconds of it; below the five that the app has to end in. */
const closingMs = 4_700

/** Runs the desk in a worker thread and starts it again when it dies; the windows stay. */
export function startDeskHost({ entry, desk, keyring, shell, log, onRefused }: DeskHostOptions): DeskHost {
  let worker: Worker | null = null
  let closing = false
  let restartTimer: NodeJS.Timeout | undefined
  let deaths: number[] = []
  const waiting = new Map<WindowPort, number>()
  const relayed = new Set<WindowPort>()
  const standIn = createStandInReceiver((port) =>
    log({ level: 'info', event: port === null ? 'stand-in-ended' : 'stand-in-answers', port }),
  )
  const deeds = deedsOf(keyring, shell, standIn)
  /** Where the desk listened last; null: nowhere, and nobody is to stand in. */
  let place: ReceiverPlace | null = null
  let died = 0
  let isLookedAt = false

  function start(options: DeskOptions): void {
    const started = new Worker(entry, { workerData: options, name: 'desk' })
    worker = started
    started.on('message', (message: DeskMessage) => handle(started, message))
    started.on('error', (error) => log({ level: 'error', event: 'desk-error', ...describeError(error) }))
    started.on('exit', (exitCode) => {
      worker = null
      for (const port of relayed) port.close()
      relayed.clear()
      if (closing) return
      if (place !== null) void standIn.take(place)
      if (exitCode === restartExitCode) restartNow()
      else restartLater(exitCode)
    })
    for (const [port, windowId] of waiting) relay(started, port, windowId)
    waiting.clear()
    // A desk that is started again does not know.
    if (isLookedAt) started.postMessage({ kind: 'looked', isLookedAt } satisfies HostMessage)
  }

  function restartLater(exitCode: number): void {
    const nowMs = Date.now()
    deaths = [...deaths.filter((atMs) => nowMs - atMs < quickRestartWindowMs), nowMs]
    const delayMs = deaths.length > quickRestarts ? slowRestartMs : Math.min(50 * 2 ** (deaths.length - 1), 400)
    log({ level: 'error', event: 'desk-died', exitCode, restartInMs: delayMs })
    died += 1
    const crash = { atMs: nowMs, count: died }
    const isSuspect = exitCode === suspectExitCode
    restartTimer = setTimeout(() => start({ ...desk, provisionFile: null, sampleDay: false, port: portAgain(), crash, isSuspect }), delayMs)
  }

  /** It asked for it. */
  function restartNow(): void {
    log({ level: 'info', event: 'desk-restarting' })
    start({ ...desk, provisionFile: null, sampleDay: false, port: portAgain() })
  }

  /** A port that was given, or chosen by the system, for this run stays what it came to be. */
  function portAgain(): number | null {
    return desk.port === null ? null : (place?.port ?? desk.port)
  }

  function handle(from: Worker, message: DeskMessage): void {
    switch (message.kind) {
      case 'started':
        log({ level: 'info', event: 'desk-started', address: message.address })
        return
      case 'place':
        place = message.place
        return
      case 'refused':
        closing = true
        onRefused(message.message)
        return
      case 'log':
        log(message.entry)
        return
      case 'ask':
        void answer(message).then((answered) => from.postMessage(answered))
    }
  }

  async function answer({ id, deed, given }: Extract<DeskMessage, { kind: 'ask' }>): Promise<HostMessage> {
    try {
      // Which deed takes what was checked where it was asked for.
      const does = deeds[deed] as (...given: readonly unknown[]) => Promise<unknown>
      return { kind: 'answer', id, value: await does(...given) }
    } catch (error) {
      // Nothing else is passed on: the texts of the system's keyrings may quote what they were given.
      return { kind: 'refusal', id, reason: error instanceof ShellError ? error.reason : null }
    }
  }

  function relay(to: Worker, window: WindowPort, windowId: number): void {
    const { port1: near, port2: far } = new MessageChannel()
    relayed.add(window)
    near.on('message', (data: unknown) => window.postMessage(data))
    // That the desk's end closed is told when its worker is gone for sure: a window that comes back sooner would be given to a dying one.
    window.on('message', ({ data }) => near.postMessage(data))
    window.on('close', () => {
      relayed.delete(window)
      near.close()
    })
    to.postMessage({ kind: 'window', port: far, windowId } satisfies HostMessage, [far])
    window.start()
  }

  start(desk)
  return {
    connectWindow(port, windowId) {
      if (worker !== null) {
        relay(worker, port, windowId)
        return
      }
      waiting.set(port, windowId)
      port.on('close', () => waiting.delete(port))
    },
    looked(now) {
      isLookedAt = now
      worker?.postMessage({ kind: 'looked', isLookedAt } satisfies HostMessage)
    },
    suspending: () => worker?.postMessage({ kind: 'suspending' } satisfies HostMessage),
    resumed: () => worker?.postMessage({ kind: 'resumed' } satisfies HostMessage),
    async close() {
      closing = true
      clearTimeout(restartTimer)
      await standIn.release()
      const open = worker
      if (open === null) return
      const gone = new Promise((resolve) => open.once('exit', resolve))
      open.postMessage({ kind: 'close' } satisfies HostMessage)
      const cutOff = setTimeout(() => {
        log({ level: 'error', event: 'desk-cut-off', afterMs: closingMs })
        void open.terminate()
      }, closingMs)
      await gone
      clearTimeout(cutOff)
    },
  }
}

function deedsOf(keyring: Keyring, shell: Shell, standIn: StandInReceiver): HostDeeds {
  return {
    'keyring.backend': () => keyring.backend(),
    'keyring.seal': (text) => keyring.seal(text),
    'keyring.open': (sealed) => keyring.open(sealed),
    'shell.notify': (notice) => shell.notify(notice),
    'shell.showNews': (count) => shell.showNews(count),
    'shell.openWindow': () => shell.openWindow(),
    'shell.showPresence': (presence) => shell.showPresence(presence),
    'shell.quit': () => shell.quit(),
    'shell.savePdf': (order) => shell.savePdf(order),
    'shell.reserveFile': (order) => shell.reserveFile(order),
    'shell.chooseFile': (order) => shell.chooseFile(order),
    'shell.chooseFolder': (order) => shell.chooseFolder(order),
    'shell.showFile': (path) => shell.showFile(path),
    'shell.showInFolder': (path) => shell.showInFolder(path),
    'shell.openExternal': (url) => shell.openExternal(url),
    'standIn.release': () => standIn.release(),
  }
}
