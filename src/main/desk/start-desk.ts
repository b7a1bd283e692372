import { join } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { openClosedRestores } from '../backup/open-backup-parts.ts'
import { createWindowServer } from '../api/serve-window.ts'
import { waitForStore } from './wait-for-store.ts'
import { readProvision } from '../provision/read-provision.ts'
import { createAnnouncer } from './announcer.ts'
import { noRestart, type DeskDependencies } from './desk-dependencies.ts'
import { describeError } from './describe-error.ts'
import type { DeskOptions } from './messages.ts'
import { tryOpenStore } from './try-open-store.ts'
import { openParts } from './open-parts.ts'
import { systemUser } from './system-user.ts'

export interface Desk {
  /** Where this machine reaches the receiver; null: it does not listen, and the status says why. */
  url(): string | null
  serveWindow(port: MessagePort, windowId: number): void
  /** One of the windows got the focus, or none has it any more. */
  looked(isLookedAt: boolean): void
  /** The machine is about to sleep. */
  suspending(): void
  /** After the machine slept: listens again if it does not. */
  resumed(): Promise<void>
  /** Ends requests under way, commits what waits, checkpoints, closes. */
  close(): Promise<void>
}

/**
 * Opens the store, applies the provision file, starts the receiver. Knows no Electron.
 *
 * A store that cannot be opened is not an error: the desk then serves the window with the status that says so, and nothing else.
 * Throws ProvisionError for a provision file that cannot be applied.
 */
export async function startDesk(options: DeskOptions, dependencies: DeskDependencies): Promise<Desk> {
  const { shell, now, log } = dependencies
  const { version } = options
  const { isSandbox } = options.internet
  const provision = options.provisionFile === null ? null : await readProvision(options.provisionFile)
  const announcer = createAnnouncer()
  const path = join(options.dataDir, 'deskbell.db')
  const opened = tryOpenStore(path, now(), options.isSuspect)
  if (opened.kind === 'problem') {
    log({ level: 'error', event: 'store-not-opened', code: opened.code })
    const restores = openClosedRestores(path, { announcer, now, log, actor: systemUser, restart: dependencies.restart ?? noRestart })
    const closed = { kind: 'closed', problem: opened.problem, restores } as const
    const serveWindow = createWindowServer({ version, isSandbox, announcer, shell, desk: closed }, log)
    const waiting = waitForStore({ opened, path, port: options.port, now, restart: dependencies.restart ?? noRestart })
    return {
      url: () => null,
      serveWindow,
      looked: () => undefined,
      suspending: () => undefined,
      resumed: async () => undefined,
      close: waiting.close,
    }
  }

  const { parts, noticeWatch, provision: provisionDesk, close } = await openParts(opened.store, announcer, options, dependencies)
  try {
    if (provision !== null) await provisionDesk(provision)
  } catch (error) {
    await close()
    throw error
  }
  await dependencies.beforeListening?.()
  parts.listening.onChange(() => dependencies.onPlace?.(parts.listening.place()))
  await parts.relisten('keep')
  parts.faults.store.onChange(() => parts.faults.store.trouble() === 'damaged' && dependencies.onDamage?.())
  parts.faults.watchPort(parts.listening, () => log({ level: 'error', event: 'port-lost' }))
  parts.outside.start()
  parts.outbound.start()
  parts.backups.start()
  parts.trust.start()
  if (options.sampleDay) {
    void parts.rehearsal.runSampleDay().catch((error: unknown) => log({ level: 'error', event: 'sample-day', ...describeError(error) }))
  }
  return {
    url: parts.listening.localUrl,
    serveWindow: createWindowServer({ version, isSandbox, announcer, shell, desk: { kind: 'open', parts } }, log),
    looked: noticeWatch.looked,
    suspending: parts.outside.suspending,
    async resumed() {
      if (parts.listening.state().state !== 'listening') await parts.relisten('keep')
      parts.outside.resumed()
      void parts.outbound.look()
    },
    close,
  }
}
