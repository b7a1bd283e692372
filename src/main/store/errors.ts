/** The file was written by a newer Deskbell. It is left as it is. */
export class StoreTooNewError extends Error {
  readonly code = 'STORE_TOO_NEW'
  readonly path: string
  readonly foundVersion: number
  readonly supportedVersion: number
  constructor(path: string, foundVersion: number, supportedVersion: number) {
    super(
      `${path} was written by a newer Deskbell (its version is ${foundVersion}, this one knows ${supportedVersion}). ` +
        'Start the newer Deskbell, or restore the backup that was made before its update.',
    )
    this.path = path
    this.foundVersion = foundVersion
    this.supportedVersion = supportedVersion
  }
}

/** The file is Deskbell's database, but parts of it cannot be read. It is left as it is. */
export class StoreDamagedError extends Error {
  readonly code = 'STORE_DAMAGED'
  readonly path: string
  /** The newest backup beside the file, if there is one. */
  readonly lastBackup: string | null
  constructor(path: string, finding: string, lastBackup: string | null, cause?: unknown) {
    super(
      `${path} is damaged (${finding}). Nothing was changed in it. ` +
        (lastBackup ? `The newest backup is ${lastBackup}.` : 'There is no backup beside it.') +
        ' Restore a backup, or start with another --data-dir.',
      { cause },
    )
    this.path = path
    this.lastBackup = lastBackup
  }
}

/** Something else lies where the database should be. It is left as it is. */
export class NotADatabaseError extends Error {
  readonly code = 'NOT_A_DATABASE'
  readonly path: string
  readonly lastBackup: string | null
  constructor(path: string, finding: string, lastBackup: string | null, cause?: unknown) {
    super(
      `${path} is not a Deskbell database (${finding}). Nothing was changed in it. ` +
        (lastBackup ? `The newest backup is ${lastBackup}. ` : '') +
        'Restore a backup, or start with another --data-dir.',
      { cause },
    )
    this.path = path
    this.lastBackup = lastBackup
  }
}

/** A migration could not be run, or was edited after it had run. The file is as it was before. */
export class StoreMigrationError extends Error {
  readonly code = 'STORE_MIGRATION'
}

/** SQLite did not take a durability setting, so that nothing may be acknowledged. */
export class StoreNotDurableError extends Error {
  readonly code = 'STORE_NOT_DURABLE'
}

/** The commit failed: disk full, unreadable or locked. Nothing of the batch is stored; later ones may be. */
export class StoreUnavailableError extends Error {
  readonly code = 'STORE_UNAVAILABLE'
}

/** More waits for the disk than may wait, or the writer was closed. */
export class StoreBusyError extends Error {
  readonly code = 'STORE_BUSY'
}

/** A change touched another number of rows than it must. */
export class StoreInvariantError extends Error {
  readonly code = 'STORE_INVARIANT'
}
