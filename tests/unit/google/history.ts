import type { ChangeKind } from '../../../src/shared/words.ts'
import { prepared } from '../../../src/main/store/db.ts'
import type { Store } from '../../../src/main/store/open.ts'

/** What the history tells of all appointments, in order. */
export function listHistoryKinds({ read }: Store): ChangeKind[] {
  return prepared<{ kind: ChangeKind }>(read, 'SELECT kind FROM appointment_history ORDER BY id')
    .all()
    .map(({ kind }) => kind)
}
