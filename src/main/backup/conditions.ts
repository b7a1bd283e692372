import { conditionOf } from '../health/conditions.ts'
import type { Condition } from '../health/conditions.ts'
import type { Backups } from './backups.ts'

/** What is the matter with keeping copies. */
export function listBackupConditions(backups: Pick<Backups, 'trouble'>): Condition[] {
  const trouble = backups.trouble()
  return trouble === null ? [] : [conditionOf('backup-failed', null, { run: trouble.kind, failure: trouble.failure })]
}
