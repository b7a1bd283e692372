import type { BackupFile } from '../store/backup-files.ts'

const migrationsKeptMs = 30 * 86_400_000

export interface Keeping {
  /** How many are kept. */
  readonly keep: number
  readonly nowMs: number
  /** Names of those that this store's desk made: in a shared folder lie others', too. */
  readonly made: ReadonlySet<string>
  /** The last one that was rehearsed and found good; null: none was. */
  readonly rehearsed: string | null
}

/**
 * Which backups go now that a new one is made. Never the youngest, never the last that was found good, never what was set aside; those made
 * before a migration only after thirty days.
 */
export function backupsToRemove(files: readonly BackupFile[], { keep, nowMs, made, rehearsed }: Keeping): BackupFile[] {
  const usual = files.filter(({ kind, name }) => (kind === 'scheduled' || kind === 'hand') && made.has(name))
  const byAge = usual.toSorted((a, b) => b.madeAtMs - a.madeAtMs)
  const outdated = byAge.slice(keep).filter(({ name }) => name !== rehearsed)
  const youngest = byAge[0]?.madeAtMs ?? -Infinity
  const beforeMigrations = files.filter(
    ({ kind, madeAtMs }) => kind === 'update' && nowMs - madeAtMs > migrationsKeptMs && madeAtMs < youngest,
  )
  return [...outdated, ...beforeMigrations]
}
