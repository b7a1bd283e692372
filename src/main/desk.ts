import { fileURLToPath } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { askHost } from './desk/ask-host.ts'
import { describeError } from './desk/describe-error.ts'
import { restartExitCode, suspectExitCode } from './desk/messages.ts'
import type { DeskMessage, DeskOptions, HostMessage } from './desk/messages.ts'
import { startDesk } from './desk/start-desk.ts'
import { ProvisionError } from './provision/read-provision.ts'

if (parentPort === null) throw new Error('The desk is started in a worker thread, by desk-host.ts; tests start startDesk itself.')
const host = parentPort
/** Requests under way get four seconds of it. */
const closingMs = 4_700
const tell = (message: DeskMessage): void => host.postMessage(message)

// Electron's first thread is told by the worker's end; the message of an error could quote a delivery, so it goes no further than here.
process.once('uncaughtException', die)
process.once('unhandledRejection', die)

const { keyring, shell, standIn, settle } = askHost(tell)
const starting = startDesk(workerData as DeskOptions, {
  keyring,
  shell,
  now: Date.now,
  log: (entry) => tell({ kind: 'log', entry }),
  beforeListening: standIn.release,
  restart,
  onDamage,
  pageFolder: fileURLToPath(new URL('../renderer', import.meta.url)),
  onPlace: (place) => tell({ kind: 'place', place }),
})
starting.then(
  (desk) => tell({ kind: 'started', address: desk.url() }),
  (error: unknown) => (error instanceof ProvisionError ? tell({ kind: 'refused', message: error.message }) : die(error)),
)

host.on('message', (message: HostMessage) => {
  switch (message.kind) {
    case 'answer':
    case 'refusal':
      settle(message)
      return
    case 'window':
      void starting.then((desk) => desk.serveWindow(message.port, message.windowId), nothingToServe)
      return
    case 'looked':
      void starting.then((desk) => desk.looked(message.isLookedAt), nothingToServe)
      return
    case 'suspending':
      void starting.then((desk) => desk.suspending(), nothingToServe)
      return
    case 'resumed':
      void starting.then((desk) => desk.resumed(), nothingToServe)
      return
    case 'close':
      // Open ports would keep the worker alive.
      void starting.then((desk) => desk.close()).then(() => process.exit(0), die)
  }
})

/** The host starts it again at once, and counts no death. */
function restart(): void {
  // Another turn, so that the answer gets out. What does not close in time is cut off, and the store is safe all the same.
  setTimeout(() => process.exit(restartExitCode), closingMs).unref()
  setImmediate(() => void starting.then((desk) => desk.close()).then(() => process.exit(restartExitCode), die))
}

/** Nothing is closed in order: that would write into the file. */
function onDamage(): void {
  tell({ kind: 'log', entry: { level: 'error', event: 'store-damaged' } })
  setImmediate(() => process.exit(suspectExitCode))
}

/** A start that failed was told of already. */
function nothingToServe(): void {}

function die(error: unknown): void {
  tell({ kind: 'log', entry: { level: 'error', event: 'desk-uncaught', ...describeError(error) } })
  // Another turn, so that the words get out.
  setImmediate(() => process.exit(1))
}
