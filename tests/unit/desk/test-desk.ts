import { readInternet } from '../../../src/main/internet.ts'
import { onTestFinished } from 'vitest'
import { startDesk } from '../../../src/main/desk/start-desk.ts'
import type { DeskDependencies } from '../../../src/main/desk/desk-dependencies.ts'
import type { Desk } from '../../../src/main/desk/start-desk.ts'
import type { DeskOptions, LogEntry } from '../../../src/main/desk/messages.ts'
import type { Keyring } from '../../../src/main/vault/keyring.ts'
import type { Shell } from '../../../src/main/desk/shell.ts'
import { connectDesk } from '../../../src/renderer/desk/connection.ts'
import type { DeskConnection } from '../../../src/renderer/desk/keep-connected.ts'
import { noShell } from '../../support/no-shell.ts'
import { temporaryFolder } from '../../support/temporary.ts'

/** A keyring that keeps a secret no better than a drawer does; what it seals it opens. */
export const drawer: Keyring = {
  backend: async () => 'drawer',
  seal: async (text) => Buffer.from(text).map((byte) => byte ^ 0x55),
  open: async (sealed) => Buffer.from(sealed.map((byte) => byte ^ 0x55)).toString(),
}

export interface TestDesk extends DeskConnection {
  readonly desk: DeskConnection['desk']
  readonly running: Desk
  readonly url: string
  readonly dataDir: string
  readonly entries: LogEntry[]
  close(): Promise<void>
}

/** A whole desk in this very process, on any free port, with a window's connection to it. Closed after the test. */
export async function startTestDesk(
  options: Partial<DeskOptions> & {
    readonly keyring?: Keyring
    readonly shell?: Shell
    readonly now?: () => number
    /** Absent: a made-up clock that was moved means that the machine slept. */
    readonly uptimeMs?: () => number
    /** How often the heart beats; as usual, no test would wait for it. */
    readonly beatMs?: number
    /** Where the window's page lies, for browsers of other desks. */
    readonly pageFolder?: string
    /** Called when the desk asks to be started anew. */
    readonly restart?: () => void
    /** How our own webhooks find their way. */
    readonly toOutside?: DeskDependencies['toOutside']
  } = {},
): Promise<TestDesk> {
  const {
    keyring = drawer,
    shell = noShell,
    now = Date.now,
    uptimeMs = now,
    beatMs,
    pageFolder,
    toOutside,
    restart = () => undefined,
    ...given
  } = options
  const dataDir = given.dataDir ?? temporaryFolder()
  const entries: LogEntry[] = []
  const running = await startDesk(
    {
      dataDir,
      version: '0.0.0',
      locale: 'en-GB',
      port: 0,
      provisionFile: null,
      vaultKey: null,
      internet: readInternet(null),
      sampleDay: false,
      ...given,
    },
    {
      keyring,
      shell,
      now,
      uptimeMs,
      restart,
      backupWork: 2,
      passwordCost: { N: 16, r: 8, p: 1 },
      // How late this process is, is for the machine that runs the tests to say.
      mostLateMs: Infinity,
      log: (entry) => entries.push(entry),
      ...(beatMs !== undefined && { beatMs }),
      ...(toOutside && { toOutside }),
      ...(pageFolder !== undefined && { pageFolder }),
    },
  )
  let open = true
  const close = async (): Promise<void> => {
    if (!open) return
    open = false
    await running.close()
  }
  onTestFinished(close)
  return { ...connectWindow(running), running, url: running.url() ?? '', dataDir, entries, close }
}

/** What the preload does in the window. */
export function connectWindow(running: Desk): DeskConnection & { readonly cut: () => void } {
  let listener: (port: MessagePort) => void = () => undefined
  let near: MessagePort | null = null
  let isOver = false
  onTestFinished(() => {
    isOver = true
    near?.close()
  })
  const connection = connectDesk({
    ask: () =>
      // After the caller had its turn, as a posted message does.
      queueMicrotask(() => {
        // A port that closes with the test is asked for again a moment later.
        if (isOver) return
        const { port1, port2 } = new MessageChannel()
        near = port1
        // One and the same class; the DOM's types and Node's tell of different halves of it.
        running.serveWindow(port2 as unknown as Parameters<Desk['serveWindow']>[0], 1)
        listener(port1)
      }),
    onPort: (heard) => (listener = heard),
  })
  return { ...connection, cut: () => near?.close() }
}
