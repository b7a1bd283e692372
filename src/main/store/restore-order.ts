import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { StoreDamagedError } from './errors.ts'
import { findLastBackup } from './backup-files.ts'
import { syncFile, syncFolder } from './sync-files.ts'

/*
 * A restore in three steps, of which each can be cut off: the whole new file lies beside the database, then an order to put it in its place,
 * and the next start carries the order out before it opens anything. The present file is renamed, never removed.
 */

const orderSchema = z.strictObject({
  orderedAtMs: z.number().int(),
  actor: z.string(),
  /** `empty`: begun anew, without any rows. */
  what: z.enum(['backup', 'empty']),
  /** The backup's name, where it is one that Deskbell gave. */
  backup: z.string().nullable(),
  madeAtMs: z.number().int().nullable(),
  /** The name that the present file gets. */
  setAside: z.string(),
  /** The passphrase for backups as the vault sealed it, which may be younger than the one in the backup; null: none is set. */
  passphrase: z.strictObject({ ciphertext: z.base64(), backend: z.string(), lastFour: z.string(), setAtMs: z.number().int() }).nullable(),
  /** What was not taken back since the backup was made; null: nobody knows, as the present file cannot be read. */
  stillCounts: z
    .strictObject({
      keys: z.array(z.string()),
      feeds: z.array(z.string()),
      subscriptions: z.array(z.number().int()),
      people: z.array(z.string()),
    })
    .nullable(),
})
export type RestoreOrder = z.infer<typeof orderSchema>

export const restoringPath = (path: string): string => `${path}.restoring`
const orderPath = (path: string): string => `${path}.restore-order`

/** What lies at `restoringPath` takes the database's place at the next start. Durable on return. */
export function writeRestoreOrder(path: string, order: RestoreOrder): void {
  const draft = `${orderPath(path)}.new`
  syncFile(restoringPath(path))
  writeFileSync(draft, JSON.stringify(order), { mode: 0o600 })
  syncFile(draft)
  renameSync(draft, orderPath(path))
  syncFolder(dirname(path))
}

/** Null: none was given, or it has been noted in the store that it was carried out. */
function findRestoreOrder(path: string): RestoreOrder | null {
  if (!existsSync(orderPath(path))) return null
  // Whole or not there at all: it is renamed into its place.
  return orderSchema.parse(JSON.parse(readFileSync(orderPath(path), 'utf8')))
}

/**
 * Carries out what was ordered, or the rest of it. Before the store is opened.
 *
 * @returns what was carried out and is not noted in the store yet; null: nothing.
 * @throws StoreDamagedError when both the old file and the new one are gone: nothing is begun anew then.
 */
export function carryOutRestore(path: string): RestoreOrder | null {
  const order = findRestoreOrder(path)
  if (order === null) return null
  const restoring = restoringPath(path)
  if (existsSync(restoring)) {
    const setAside = join(dirname(path), order.setAside)
    // What the log holds belongs to the old file, and would be written into the new one.
    for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, setAside + suffix)
    syncFolder(dirname(path))
    renameSync(restoring, path)
    syncFolder(dirname(path))
  }
  if (!existsSync(path)) throw new StoreDamagedError(path, 'the file is missing after a restore was begun', findLastBackup(path))
  return order
}

/** It is noted in the store. */
export function forgetRestoreOrder(path: string): void {
  rmSync(orderPath(path), { force: true })
  syncFolder(dirname(path))
}
