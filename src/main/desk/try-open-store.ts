import type { StoreProblem } from '../api/context.ts'
import { NotADatabaseError, StoreDamagedError, StoreMigrationError, StoreNotDurableError, StoreTooNewError } from '../store/errors.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/open.ts'
import { noteRestored } from '../store/backup-runs.ts'
import { carryOutRestore, forgetRestoreOrder } from '../store/restore-order.ts'

export type OpenedStore =
  | { readonly kind: 'open'; readonly store: Store }
  /** `isPassing`: the system's to mend, and worth another try; the others are not changed by waiting. */
  | { readonly kind: 'problem'; readonly code: string; readonly problem: StoreProblem; readonly isPassing: boolean }

const explained = [StoreTooNewError, StoreDamagedError, NotADatabaseError, StoreMigrationError, StoreNotDurableError]

/** Of the file, and of the folder in which SQLite makes its log. */
const writeProtected = ['EACCES', 'EPERM', 'EROFS', 'SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_READONLY_DIRECTORY']

/** The store, or the sentence for a person that says why not. @param isSuspect something in the file could not be read before. */
export function tryOpenStore(path: string, nowMs: number, isSuspect = false): OpenedStore {
  try {
    return { kind: 'open', store: openAfterRestore(path, nowMs, isSuspect) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN'
    if (explained.some((kind) => error instanceof kind)) {
      return { kind: 'problem', code, problem: { message: (error as Error).message, file: path }, isPassing: false }
    }
    // The system's own words (no permission, disk full, an input/output error) help here, and hold nothing but the path.
    const reason = writeProtected.includes(code) ? 'it, or its folder, is write-protected' : error instanceof Error ? error.message : code
    return {
      kind: 'problem',
      code,
      problem: { message: `The database could not be opened: ${reason}. Mend that; Deskbell then goes on by itself.`, file: path },
      isPassing: true,
    }
  }
}

/** What was ordered before the desk was started anew is carried out first, and noted in what took the place. */
function openAfterRestore(path: string, nowMs: number, isSuspect: boolean): Store {
  const restored = carryOutRestore(path)
  const store = openStore({ path, nowMs, isSuspect })
  if (restored === null) return store
  try {
    store.write.database.transaction(() => noteRestored(store.write, restored)).immediate()
    forgetRestoreOrder(path)
    return store
  } catch (error) {
    store.close()
    throw error
  }
}
