import { backupFailures } from '../../shared/words.ts'
import type { BackupFailure } from '../../shared/words.ts'
import { CopyError } from '../store/backup-inspect.ts'
import { BackupError } from './jobs.ts'

const bySystemCode: Readonly<Record<string, BackupFailure>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  SQLITE_FULL: 'disk-full',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  ENOTDIR: 'not-writable',
  SQLITE_READONLY: 'not-writable',
  ENOENT: 'gone',
  SQLITE_CANTOPEN: 'gone',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'not-ours',
  ABORT_ERR: 'cancelled',
  // Of zlib: what was decrypted is not what was compressed, or the file was cut off.
  Z_DATA_ERROR: 'damaged',
  Z_BUF_ERROR: 'damaged',
}

/** In a word, for which the window has a sentence and the alert a remedy. */
export function failureOf(error: unknown): BackupFailure {
  if (error instanceof BackupError || error instanceof CopyError) return error.code
  if (!(error instanceof Error) || !('code' in error)) return 'failed'
  const code = String(error.code)
  return bySystemCode[code] ?? bySystemCode[code.split('_').slice(0, 2).join('_')] ?? 'failed'
}

/** As it was kept; what this version does not know is a failure all the same. */
export function failureWord(kept: string | null): BackupFailure {
  return backupFailures.find((known) => known === kept) ?? 'failed'
}
