import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore, type Store } from '../../src/main/store/open.ts'

/** Half past noon in UTC, on a Thursday. */
export const NOON = Date.UTC(2024, 10, 21, 12, 30)

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'deskbell-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A real store in a real file: WAL does not exist in memory. Closed and removed after the test. */
export function temporaryStore(path = join(temporaryFolder(), 'deskbell.db')): Store {
  const store = openStore({ path, nowMs: NOON })
  onTestFinished(() => {
    if (store.write.database.open) store.close()
  })
  return store
}
