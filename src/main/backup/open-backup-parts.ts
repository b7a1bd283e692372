import type { Announcer } from '../desk/announcer.ts'
import { describeError } from '../desk/describe-error.ts'
import type { LogEntry } from '../desk/messages.ts'
import type { SettingsCache } from '../desk/settings-cache.ts'
import { backupCredential } from '../store/backup-runs.ts'
import type { Store } from '../store/open.ts'
import { listStillCounts } from '../store/still-counts.ts'
import { listCredentials } from '../store/secrets.ts'
import type { Writer } from '../store/writer.ts'
import type { Trust } from '../trust/trust.ts'
import type { Vault } from '../vault/vault.ts'
import { openBackups } from './backups.ts'
import type { Backups } from './backups.ts'
import { createBench } from './bench.ts'
import { readPassphrase } from './passphrase.ts'
import { createRestores } from './restores.ts'
import type { Restores } from './restores.ts'
import { runJob } from './run-job.ts'

/** As the age tool itself has it: about a second and 256 MiB for each try of a passphrase. */
const usualWork = 18

export interface BackupSurroundings {
  readonly announcer: Announcer
  readonly now: () => number
  readonly log: (entry: LogEntry) => void
  readonly actor: () => string
  /** Ends the desk in order and starts it again. */
  readonly restart: () => void
  /** log2 of scrypt's cost; absent: as usual. */
  readonly work?: number | undefined
}

export interface OpenBackupParts extends BackupSurroundings {
  readonly store: Store
  readonly writer: Writer
  readonly settings: SettingsCache
  readonly vault: Vault
  readonly trust: Pick<Trust, 'expectRestore'>
}

export function openBackupParts(parts: OpenBackupParts): { readonly backups: Backups; readonly restores: Restores } {
  const { store, vault, trust, announcer, log, work = usualWork } = parts
  const onFailure = (error: unknown): void => log({ level: 'error', event: 'backup', ...describeError(error) })
  const bench = createBench(() => announcer.announce({ topics: ['keeping'] }))
  const restores = createRestores({
    ...parts,
    path: store.path,
    bench,
    runJob,
    // Without its word the log will be said to be rolled back; a keyring that is away must not stop a restore.
    expectRestore: (path) => trust.expectRestore(path).catch(onFailure),
    passphrase() {
      const held = readPassphrase(vault)
      return held.state === 'ready' ? held.text : null
    },
    sealedPassphrase() {
      const kept = listCredentials(store.read).find(({ name }) => name === backupCredential)
      if (kept === undefined) return null
      const { ciphertext, backend, lastFour, setAtMs } = kept
      return { ciphertext: ciphertext.toString('base64'), backend, lastFour, setAtMs }
    },
    stillCounts: () => listStillCounts(store.read),
  })
  return { backups: openBackups({ ...parts, bench, runJob, work, onFailure }), restores }
}

/** For a store that could not be opened: there is no vault to ask, and nothing to compare with. */
export function openClosedRestores(path: string, { announcer, now, actor, restart }: BackupSurroundings): Restores {
  const bench = createBench(() => announcer.announce({ topics: ['keeping'] }))
  return createRestores({
    path,
    bench,
    runJob,
    now,
    actor,
    restart,
    expectRestore: async () => undefined,
    passphrase: () => null,
    sealedPassphrase: () => null,
    stillCounts: () => null,
  })
}
