import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { listBackupFiles, migrationBackupPath } from '../../../src/main/store/backup-files.ts'
import { NotADatabaseError, StoreDamagedError, StoreMigrationError, StoreTooNewError } from '../../../src/main/store/errors.ts'
import { migrate } from '../../../src/main/store/migrate.ts'
import { latestVersion, migrations, type Migration } from '../../../src/main/store/migrations.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { findDelivery } from '../../../src/main/store/delivery-details.ts'
import { findAppointment } from '../../../src/main/store/appointment-details.ts'
import { applicationId } from '../../../src/main/store/pragmas.ts'
import { getProviderSettings, getSettings, saveSettings } from '../../../src/main/store/settings.ts'
import { listSecrets } from '../../../src/main/store/secrets.ts'
import { appointmentSchema } from '../../../src/shared/appointment.ts'
import { deliverySchema } from '../../../src/shared/delivery.ts'
import { NOON, temporaryFolder, temporaryStore } from '../../support/temporary.ts'

const pathIn = (folder: string) => join(folder, 'deskbell.db')
const newPath = () => pathIn(temporaryFolder())
const open = (path: string) => openStore({ path, nowMs: NOON })

/** A file as the version before wrote it, with its rows. */
function storeAtVersion(version: number, path = newPath()): string {
  const database = new Database(path)
  database.pragma(`application_id = ${applicationId}`)
  migrate(database, migrations.slice(0, version), { path, nowMs: NOON })
  for (let each = 1; each <= version; each += 1) {
    const fixture = new URL(`./fixtures/${String(each).padStart(4, '0')}.sql`, import.meta.url)
    database.exec(readFileSync(fixture, 'utf8'))
  }
  database.close()
  return path
}

describe('a new store', () => {
  test('is durable, and says so when it is asked', () => {
    const { write, read } = temporaryStore()
    const pragma = (name: string) => write.database.pragma(name, { simple: true })
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys'), pragma('user_version')]).toEqual([
      'wal',
      2,
      1,
      latestVersion,
    ])
    expect(() => read.database.exec('DELETE FROM settings')).toThrow('readonly')
  })

  // Windows has no such modes; the user's folder is closed to others there.
  test.skipIf(process.platform === 'win32')('can be read by its owner only', () => {
    const { path } = temporaryStore()
    const modes = ['', '-wal', '-shm'].map((suffix) => statSync(path + suffix).mode & 0o777)
    expect(modes).toEqual([0o600, 0o600, 0o600])
  })

  test('has nothing but strict tables', () => {
    const { read } = temporaryStore()
    const lax = read.database
      .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
      .all()
    expect(lax).toEqual([])
  })

  test('leaves no draft behind, and keeps what was written over a restart', () => {
    const path = newPath()
    const first = open(path)
    saveSettings(first.write, { port: 7421 })
    first.close()
    const second = open(path)
    expect(getSettings(second.read).port).toBe(7421)
    second.close()
    expect(readdirSync(dirname(path))).toEqual(['deskbell.db'])
  })

  test('is begun anew where the first attempt was cut off', () => {
    const path = newPath()
    writeFileSync(`${path}.new`, 'half a file')
    open(path).close()
    expect(readdirSync(dirname(path))).toEqual(['deskbell.db'])
  })
})

describe('migrations', () => {
  test.each(migrations.map(({ version }) => version))('a store of version %i opens with everything in it, after a backup', (version) => {
    const path = storeAtVersion(version)
    const store = temporaryStore(path)
    expect(deliverySchema.parse(findDelivery(store.read, 1))).toMatchObject({ duplicates: 1, bodyText: '{"jane":"doe"}' })
    expect(findDelivery(store.read, 2)).toMatchObject({ verdict: 'duplicate', duplicateOf: 1, bodyText: '{"jane":"doe"}' })
    const { type, history } = appointmentSchema.parse(findAppointment(store.read, 1))
    expect(type).toBe('consultation')
    expect(history.at(-1)).toMatchObject({ deliveryId: 1, kind: 'created' })
    expect([getSettings(store.read).port, getProviderSettings(store.read, 'smart-scheduler').scheme]).toEqual([7421, 'sha256-hex'])
    expect(listSecrets(store.read)).toMatchObject([{ provider: 'calendly', slot: 'current', lastFour: 'a9f3' }])
    const backups = listBackupFiles([dirname(path)]).filter(({ kind }) => kind === 'update')
    expect(backups).toHaveLength(latestVersion - version)
  })

  const extra = (sql: string): Migration => ({ version: latestVersion + 1, name: '9999-extra', sql, sha256: 'of no matter' })

  test('each is backed up before it runs', () => {
    const path = storeAtVersion(latestVersion)
    const database = new Database(path)
    migrate(database, [...migrations, extra('CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT')], { path, nowMs: NOON })
    expect(database.pragma('user_version', { simple: true })).toBe(latestVersion + 1)
    database.close()
    const backup = new Database(migrationBackupPath(path, latestVersion + 1, NOON), { readonly: true })
    expect([backup.pragma('user_version', { simple: true }), backup.prepare('SELECT count(*) AS n FROM deliveries').get()]).toEqual([
      latestVersion,
      { n: 3 },
    ])
    backup.close()
  })

  test.each([
    ['that fails halfway', 'CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1)'],
    ['that leaves rows without what they refer to', "DELETE FROM appointments; INSERT INTO appointment_states VALUES (99, '{}')"],
  ])('one %s is undone as a whole', (_what, sql) => {
    const path = storeAtVersion(latestVersion)
    const database = new Database(path)
    expect(() => migrate(database, [...migrations, extra(sql)], { path, nowMs: NOON })).toThrow(StoreMigrationError)
    const count = database.prepare('SELECT count(*) AS n FROM appointments').get()
    expect([database.pragma('user_version', { simple: true }), database.pragma('foreign_keys', { simple: true }), count]).toEqual([
      latestVersion,
      1,
      { n: 2 },
    ])
    database.close()
  })

  test('one that was edited after it ran is refused', () => {
    const path = storeAtVersion(latestVersion)
    const database = new Database(path)
    const edited = migrations.map((migration) => ({ ...migration, sha256: 'another' }))
    expect(() => migrate(database, edited, { path, nowMs: NOON })).toThrow(/was changed after it had run/)
    database.close()
  })
})

function damaged(path: string, damage: (bytes: Buffer) => Buffer): string {
  writeFileSync(path, damage(readFileSync(path)))
  return path
}

function withDatabase(path: string, change: (database: Database.Database) => void): string {
  const database = new Database(path)
  change(database)
  database.close()
  return path
}

describe('a file that cannot be used is left as it is', () => {
  const write = (bytes: string) => {
    const path = newPath()
    writeFileSync(path, bytes)
    return path
  }
  const current = () => storeAtVersion(latestVersion)

  test.each([
    ['one of a newer version', StoreTooNewError, () => withDatabase(current(), (db) => db.pragma(`user_version = ${latestVersion + 1}`))],
    ['something that is no database', NotADatabaseError, () => write('not a database, but someone put it here '.repeat(100))],
    ["another program's database", NotADatabaseError, () => withDatabase(newPath(), (db) => db.exec('CREATE TABLE theirs (id INTEGER)'))],
    ['an empty file', StoreDamagedError, () => write('')],
    ['one that was cut off', StoreDamagedError, () => damaged(current(), (bytes) => bytes.subarray(0, bytes.length - 8192))],
    [
      'one with a page of rubbish in the middle',
      StoreDamagedError,
      () => damaged(current(), (bytes) => bytes.fill(0xa5, 5 * 4096, 6 * 4096)),
    ],
  ])('%s', (_what, error, make) => {
    const path = make()
    const before = readFileSync(path)
    expect(() => open(path)).toThrow(error)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('and the newest backup is named', () => {
    const path = damaged(current(), (bytes) => bytes.subarray(0, 4096))
    const backup = `${path}.before-0002-${NOON}.backup`
    writeFileSync(backup, 'a backup')
    expect(() => open(path)).toThrow(`The newest backup is ${backup}.`)
    const later = migrationBackupPath(path, 3, NOON + 1)
    writeFileSync(later, 'a later one')
    expect(() => open(path)).toThrow(`The newest backup is ${later}.`)
  })

  test('no file at all where backups of one lie is not taken for a first start', () => {
    const path = newPath()
    writeFileSync(migrationBackupPath(path, 3, NOON), 'a backup')
    expect(() => open(path)).toThrow(StoreDamagedError)
    expect(existsSync(path)).toBe(false)
  })

  test('a write-ahead log without its file is not started over', () => {
    const path = newPath()
    writeFileSync(`${path}-wal`, 'committed deliveries')
    expect(() => open(path)).toThrow(StoreDamagedError)
    expect(existsSync(path)).toBe(false)
  })
})
