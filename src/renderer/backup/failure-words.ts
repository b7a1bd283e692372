import { backupFailures } from '../../shared/words.ts'
import type { BackupFailure } from '../../shared/words.ts'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { StoppedError } from './work.ts'

/** Why the desk could not do it; null: it did not say. */
export function failureOf(error: unknown): BackupFailure | null {
  if (!hasCode(error, 'FAILED')) return null
  const { data } = error as { data?: unknown }
  if (typeof data !== 'object' || data === null || !('failure' in data)) return null
  return backupFailures.find((known) => known === data.failure) ?? null
}

export function failureSentence(error: unknown): string {
  const failure = failureOf(error)
  if (failure !== null) return t(`backup.failures.${failure}`)
  return hasCode(error, 'BUSY') ? t('backup.busy') : errorSentence(error)
}

/** What somebody stopped has not failed. */
export function tellWorkFailure(title: string, error: unknown): void {
  if (error instanceof StoppedError) tell(t('backup.failures.cancelled'))
  else tellFailure(title, new Error(failureSentence(error)))
}
