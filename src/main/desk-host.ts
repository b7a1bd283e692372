import { MessageChannel, Worker } from 'node:worker_threads'
import { describeError } from './desk/describe-error.ts'
import type { DeskMessage, DeskOptions, HostMessage, KeyringRequest, LogEntry } from './desk/messages.ts'
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
  readonly log: (entry: LogEntry) => void
  /** The desk gave its start up for a reason that a person has to mend; it is not started again. */
  readonly onRefused: (message: string) => void
}

export interface DeskHost {
  /** Serves a window; while the desk is away the port waits for the next one. */
  connectWindow(port: WindowPort): void
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
export function startDeskHost({ entry, desk, keyring, log, onRefused }: DeskHostOptions): DeskHost {
  let worker: Worker | null = null
  let closing = false
  let restartTimer: NodeJS.Timeout | undefined
  let deaths: number[] = []
  const waiting = new Set<WindowPort>()
  const relayed = new Set<WindowPort>()

  function start(options: DeskOptions): void {
    const started = new Worker(entry, { workerData: options, name: 'desk' })
    worker = started
    started.on('message', (message: DeskMessage) => handle(started, message))
    started.on('error', (error) => log({ level: 'error', event: 'desk-error', ...describeError(error) }))
    started.on('exit', (exitCode) => {
      worker = null
      for (const port of relayed) port.close()
      relayed.clear()
      if (!closing) restartLater(exitCode)
    })
    for (const port of waiting) relay(started, port)
    waiting.clear()
  }

  function restartLater(exitCode: number): void {
    const nowMs = Date.now()
    deaths = [...deaths.filter((atMs) => nowMs - atMs < quickRestartWindowMs), nowMs]
    const delayMs = deaths.length > quickRestarts ? slowRestartMs : 50 * 2 ** (deaths.length - 1)
    log({ level: 'error', event: 'desk-died', exitCode, restartInMs: delayMs })
    restartTimer = setTimeout(() => start({ ...desk, provisionFile: null, sampleDay: false }), delayMs)
  }

  function handle(from: Worker, message: DeskMessage): void {
    switch (message.kind) {
      case 'started':
        log({ level: 'info', event: 'desk-started', address: message.address })
        return
      case 'refused':
        closing = true
        onRefused(message.message)
        return
      case 'log':
        log(message.entry)
        return
      case 'keyring-ask':
        void answerKeyring(message.id, message.request).then((answer) => from.postMessage(answer))
    }
  }

  async function answerKeyring(id: number, request: KeyringRequest): Promise<HostMessage> {
    try {
      return { kind: 'keyring-answer', id, value: await askKeyring(keyring, request) }
    } catch {
      // Why is not passed on: the texts of the system's keyrings may quote what they were given.
      return { kind: 'keyring-refusal', id }
    }
  }

  function relay(to: Worker, window: WindowPort): void {
    const { port1: near, port2: far } = new MessageChannel()
    relayed.add(window)
    near.on('message', (data: unknown) => window.postMessage(data))
    // That the desk's end closed is told when its worker is gone for sure: a window that comes back sooner would be given to a dying one.
    window.on('message', ({ data }) => near.postMessage(data))
    window.on('close', () => {
      relayed.delete(window)
      near.close()
    })
    to.postMessage({ kind: 'window', port: far } satisfies HostMessage, [far])
    window.start()
  }

  start(desk)
  return {
    connectWindow(port) {
      if (worker !== null) {
        relay(worker, port)
        return
      }
      waiting.add(port)
      port.on('close', () => waiting.delete(port))
    },
    resumed: () => worker?.postMessage({ kind: 'resumed' } satisfies HostMessage),
    async close() {
      closing = true
      clearTimeout(restartTimer)
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

function askKeyring(keyring: Keyring, request: KeyringRequest): Promise<string | Uint8Array | null> {
  switch (request.op) {
    case 'backend':
      return keyring.backend()
    case 'seal':
      return keyring.seal(request.text)
    case 'open':
      return keyring.open(request.sealed)
  }
}
