import Database from 'better-sqlite3'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openBackups } from '../../../src/main/backup/backups.ts'
import { createBench } from '../../../src/main/backup/bench.ts'
import { listBackupConditions } from '../../../src/main/backup/conditions.ts'
import { keepPassphrase } from '../../../src/main/backup/passphrase.ts'
import { runJob } from '../../../src/main/backup/run-job.ts'
import type { RunJob } from '../../../src/main/backup/run-job.ts'
import { createSettingsCache } from '../../../src/main/desk/settings-cache.ts'
import { migrationBackupPath } from '../../../src/main/store/backup-files.ts'
import { saveSettings } from '../../../src/main/store/settings.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import type { BackupSettings } from '../../../src/shared/settings.ts'
import { NOON, temporaryFolder, temporaryStore } from '../../support/temporary.ts'
import { passphrase } from './office.ts'

const hourMs = 3_600_000

/** Real backups of a real store; what is set, the clock and what the vault holds are the test's. */
async function openBackupDesk(given: { run?: RunJob } = {}) {
  const store = temporaryStore()
  const writer = createWriter(store.write)
  const settings = createSettingsCache(store, writer)
  const failures: unknown[] = []
  const held = new Map<string, string>()
  const clock = { nowMs: NOON, isLocked: false }
  const backups = openBackups({
    store,
    writer,
    settings,
    vault: {
      credential(name: string) {
        const text = held.get(name)
        return text === undefined ? null : { text: clock.isLocked ? null : text, lastFour: '', setAtMs: NOON }
      },
    } as Parameters<typeof openBackups>[0]['vault'],
    bench: createBench(() => undefined),
    runJob: given.run ?? runJob,
    now: () => clock.nowMs,
    work: 2,
    onFailure: (error) => failures.push(error),
  })
  onTestFinished(() => backups.close())
  return {
    backups,
    store,
    clock,
    failures,
    folder: dirname(store.path),
    set: (patch: Partial<BackupSettings>) =>
      writer.submit((db, notes) => {
        saveSettings(db, { backup: { ...settings.settings().backup, ...patch } })
        notes.topic('settings')
      }),
    lock: (secret: string | null) =>
      keepPassphrase(
        {
          setCredential: async (name, text) => void held.set(name, text),
          removeCredential: async (name) => void held.delete(name),
        },
        secret,
      ),
  }
}

test('by the clock one is made and rehearsed, and no more than are to be kept stay', async () => {
  const { backups, clock, set } = await openBackupDesk()
  await set({ everyHours: 24, keep: 2 })
  await backups.tick()
  expect(backups.list()).toEqual([])
  const made: string[] = []
  for (let day = 1; day <= 4; day += 1) {
    clock.nowMs = NOON + day * 24 * hourMs
    await backups.tick()
    await backups.tick()
    made.unshift(backups.list()[0]!.name)
  }
  expect(new Set(made).size).toBe(4)
  expect(backups.list().map(({ name, kind }) => [name, kind])).toEqual(made.slice(0, 2).map((name) => [name, 'scheduled']))
  expect(backups.nextAtMs()).toBe(clock.nowMs + 24 * hourMs)
  expect(listBackupConditions(backups)).toEqual([])
})

test('a folder that is gone or cannot be written is an alert, until a backup went right again', async () => {
  const { backups, set, folder } = await openBackupDesk()
  const gone = join(temporaryFolder(), 'unplugged')
  await set({ folder: gone })
  await expect(backups.make({ cause: 'hand' })).rejects.toMatchObject({ code: 'gone' })
  expect(listBackupConditions(backups)).toMatchObject([{ kind: 'backup-failed', detail: { run: 'backup', failure: 'gone' } }])
  writeFileSync(gone, 'a file where a folder should be')
  await expect(backups.make({ cause: 'hand' })).rejects.toMatchObject({ code: 'not-writable' })
  await set({ folder: null })
  const { name } = await backups.make({ cause: 'hand' })
  expect(listBackupConditions(backups)).toEqual([])
  expect(readdirSync(folder)).toContain(name)
})

test('what was to be encrypted is not written in the clear because the keyring is away', async () => {
  const { backups, clock, lock, folder } = await openBackupDesk()
  await lock(passphrase)
  clock.isLocked = true
  await expect(backups.make({ cause: 'scheduled' })).rejects.toMatchObject({ code: 'vault' })
  expect(readdirSync(folder).filter((name) => name.includes('backup'))).toEqual([])
  clock.isLocked = false
  expect(await backups.make({ cause: 'scheduled' })).toMatchObject({ isEncrypted: true })
})

test('one that was stopped leaves nothing, and is no failure', async () => {
  const stopping = new AbortController()
  const { backups, folder, lock } = await openBackupDesk()
  await lock(passphrase)
  const making = backups.make({ cause: 'hand', signal: stopping.signal, onProgress: () => stopping.abort() })
  stopping.abort()
  await expect(making).rejects.toMatchObject({ code: 'cancelled' })
  expect(readdirSync(folder).filter((name) => name.includes('backup'))).toEqual([])
  expect(listBackupConditions(backups)).toEqual([])
})

test('a rehearsal finds rows that are not those that were there, and bytes that were changed', async () => {
  const { backups } = await openBackupDesk()
  const { name, path } = await backups.make({ cause: 'hand' })
  await backups.rehearse(name, { cause: 'hand' })
  const copy = new Database(path)
  copy.exec("INSERT INTO settings (name, value) VALUES ('staffName', '\"Mallory\"')")
  copy.close()
  await expect(backups.rehearse(name, { cause: 'scheduled' })).rejects.toMatchObject({ code: 'damaged' })
  expect(backups.trouble()).toEqual({ kind: 'rehearsal', failure: 'damaged' })
  expect(existsSync(`${path}.rehearsal`)).toBe(false)
})

test('rows that differ are found also where the bytes are those that were written', async () => {
  const withOneMore: RunJob = async (job, options) => {
    const result = await runJob(job, options)
    if (!('record' in result)) return result
    return { ...result, record: { ...result.record, counts: { ...result.record.counts, deliveries: 1 } } }
  }
  const { backups } = await openBackupDesk({ run: withOneMore })
  const { name } = await backups.make({ cause: 'hand' })
  await expect(backups.rehearse(name, { cause: 'hand' })).rejects.toMatchObject({ code: 'differs' })
})

test('those made before a migration are listed with the others, and those in the chosen folder too', async () => {
  const { backups, store, set, clock } = await openBackupDesk()
  const before = migrationBackupPath(store.path, 4, NOON - 1)
  writeFileSync(before, 'as the migration left it')
  const elsewhere = join(temporaryFolder(), 'disk')
  mkdirSync(elsewhere)
  await set({ folder: elsewhere })
  const { folder } = await backups.make({ cause: 'hand' })
  clock.nowMs += 1
  await set({ folder: null })
  await backups.make({ cause: 'hand' })
  expect([folder, backups.list().map(({ kind }) => kind)]).toEqual([elsewhere, ['hand', 'update']])
})

test('only one thing is done at a time', async () => {
  const { backups } = await openBackupDesk()
  const first = backups.make({ cause: 'hand' })
  await expect(backups.make({ cause: 'hand' })).rejects.toMatchObject({ name: 'BenchBusyError' })
  await first
})
