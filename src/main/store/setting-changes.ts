import { appendToChain } from './chain.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import { prepared, type WriteDb } from './db.ts'
import { getProviderSettings } from './settings.ts'

export interface NewSettingChange {
  readonly atMs: number
  /** Who is at the desk; `provisioning` for the file that is given at start. */
  readonly actor: string
  /** Of a setting, or such as `secret calendly`, `token cal-com`, `scheme healthcare`. */
  readonly name: string
  /** JSON values; of a secret only its last four characters and its dates. Null: there was none. */
  readonly before: unknown
  readonly after: unknown
}

/** Changes how a provider's deliveries are judged, and keeps it. @param name such as `scheme healthcare` */
export function changeProviderSettings(
  db: WriteDb,
  { name, provider, ...doing }: Pick<NewSettingChange, 'atMs' | 'actor' | 'name'> & { readonly provider: SigningProviderId },
  change: (db: WriteDb) => void,
): void {
  const before = getProviderSettings(db, provider)
  change(db)
  insertSettingChange(db, { ...doing, name, before, after: getProviderSettings(db, provider) })
}

/** Keeps who changed what; equal values are no change. Call it in the job that changes the setting. */
export function insertSettingChange(db: WriteDb, { atMs, actor, name, ...values }: NewSettingChange): void {
  const [before, after] = [JSON.stringify(values.before ?? null), JSON.stringify(values.after ?? null)]
  if (before === after) return
  const { lastInsertRowid } = prepared(db, 'INSERT INTO setting_changes (at_ms, actor, name, before, after) VALUES (?, ?, ?, ?, ?)').run(
    atMs,
    actor,
    name,
    before,
    after,
  )
  const id = Number(lastInsertRowid)
  appendToChain(db, { atMs, kind: 'setting', subjectId: id, row: [id, atMs, actor, name, before, after] })
}
