import { z } from 'zod'
import {
  findVaultValue,
  listCredentials,
  listSecrets,
  removeCredential,
  removeSecret,
  saveCredential,
  saveSecret,
  saveVaultValue,
} from '../store/secrets.ts'
import { insertRetiredSecret, listRetiredSecrets, removeRetiredSecret } from '../store/retired-secrets.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import type { WriteDb } from '../store/db.ts'
import type { ToldChange, VaultRecords } from './records.ts'

const choiceName = 'choice'
const choiceSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('passphrase'), check: z.base64() }),
  z.strictObject({ mode: z.literal('memory') }),
])

/** For the history of settings. */
export interface Teller {
  readonly now: () => number
  /** Who is at the desk. */
  readonly actor: () => string
}

/** The vault's part of the store; what it changes is announced as every other change, and told to the history of settings. */
export function vaultRecordsOf({ read }: Store, writer: Writer, { now, actor }: Teller): VaultRecords {
  const tell = (db: WriteDb, told: ToldChange): void => insertSettingChange(db, { ...told, atMs: now(), actor: actor() })
  return {
    listSecrets: () => listSecrets(read).map(({ ciphertext, ...secret }) => ({ ...secret, sealed: ciphertext })),
    replaceSecrets: (provider, secrets, { retire, forget }, told) =>
      writer.submit((db, notes) => {
        const lastUsed = new Map(
          listSecrets(db).map((row) => [`${row.provider} ${row.backend} ${row.lastFour} ${row.setAtMs}`, row.lastUsedAtMs]),
        )
        removeSecret(db, provider, 'current')
        removeSecret(db, provider, 'previous')
        for (const { slot, backend, sealed, lastFour, setAtMs, untilMs } of secrets) {
          // The secret that becomes the previous one keeps the time of its last use.
          const lastUsedAtMs = lastUsed.get(`${provider} ${backend} ${lastFour} ${setAtMs}`) ?? null
          saveSecret(db, { provider, slot, ciphertext: Buffer.from(sealed), backend, lastFour, setAtMs, untilMs, lastUsedAtMs })
        }
        for (const id of forget) removeRetiredSecret(db, id)
        tell(db, told)
        notes.topic('providers')
        notes.topic('status')
        return retire.map(({ sealed, ...retired }) => insertRetiredSecret(db, { ...retired, ciphertext: Buffer.from(sealed) }))
      }),
    listRetired: () => listRetiredSecrets(read).map(({ ciphertext, ...retired }) => ({ ...retired, sealed: ciphertext })),
    listCredentials: () => listCredentials(read).map(({ ciphertext, ...credential }) => ({ ...credential, sealed: ciphertext })),
    saveCredential: ({ sealed, ...credential }, told) =>
      writer.submit((db, notes) => {
        saveCredential(db, { ...credential, ciphertext: Buffer.from(sealed) })
        tell(db, told)
        notes.topic('connections')
      }),
    removeCredential: (name, told) =>
      writer.submit((db, notes) => {
        removeCredential(db, name)
        tell(db, told)
        notes.topic('connections')
      }),
    tell: (told) => writer.submit((db) => tell(db, told)),
    findChoice() {
      const value = findVaultValue(read, choiceName)
      return value === null ? null : choiceSchema.parse(JSON.parse(value.toString('utf8')))
    },
    saveChoice: (choice, told) =>
      writer.submit((db, notes) => {
        saveVaultValue(db, choiceName, Buffer.from(JSON.stringify(choice)))
        tell(db, told)
        notes.topic('status')
      }),
  }
}
