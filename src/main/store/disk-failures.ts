/** These end the transaction, or leave the disk in a state in which none of the batch can be promised. */
const diskFailures = [
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_NOMEM',
  'SQLITE_CORRUPT',
  'SQLITE_READONLY',
  'SQLITE_CANTOPEN',
  'SQLITE_NOTADB',
]

/** True for errors that are the disk's and not the statement's. */
export function isDiskFailure(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false
  const { code } = error
  return diskFailures.some((failure) => code === failure || code.startsWith(`${failure}_`))
}
