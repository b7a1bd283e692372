import type { BackupStep } from '../../shared/contract/backups.ts'
import type { BackupFailure } from '../../shared/words.ts'
import type { StoreRecord } from '../store/backup-copy.ts'
import type { CopyFindings } from '../store/backup-inspect.ts'

/** What the worker is started with: one thing to do. Everything in here can be copied between threads. */
export type BackupJob = MakeJob | UnpackJob

export interface MakeJob {
  readonly job: 'make'
  /** The database. */
  readonly source: string
  /** Where the copy lies until it is whole; beside the database, because it is not encrypted. */
  readonly draft: string
  readonly target: string
  /** Null: the backup is not encrypted. */
  readonly passphrase: string | null
  /** log2 of scrypt's cost. */
  readonly work: number
}

export interface UnpackJob {
  readonly job: 'unpack'
  readonly source: string
  /** Where the store is put, in one file; what lies there goes. */
  readonly to: string
  readonly passphrase: string | null
  /** The newest schema that this Deskbell knows. */
  readonly supportedVersion: number
}

export interface JobResults {
  readonly make: { readonly record: StoreRecord; readonly storeBytes: number; readonly bytes: number; readonly sha256: string }
  readonly unpack: { readonly findings: CopyFindings; readonly storeBytes: number; readonly sha256: string }
}

export interface JobProgress {
  readonly step: BackupStep
  /** Bytes or pages; `total` 0: nobody knows. */
  readonly done: number
  readonly total: number
}

/** Worker to desk. */
export type JobMessage =
  | ({ readonly kind: 'progress' } & JobProgress)
  | { readonly kind: 'done'; readonly result: JobResults[keyof JobResults] }
  | { readonly kind: 'failed'; readonly failure: BackupFailure }

export class BackupError extends Error {
  override readonly name = 'BackupError'
  readonly code: BackupFailure
  constructor(code: BackupFailure, options?: ErrorOptions) {
    super(`the backup failed: ${code}`, options)
    this.code = code
  }
}
