import Database from 'better-sqlite3'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { latestVersion } from '../../../src/main/store/migrations.ts'
import { carryOutRestore } from '../../../src/main/store/restore-order.ts'
import { eventually } from '../../support/eventually.ts'
import { noShell } from '../../support/no-shell.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { backUp, everything, openOffice, outcome, passphrase, postBooking, secret } from './office.ts'
import type { Office } from './office.ts'

async function restore(office: Office, name: string, given: string | null = null) {
  const { desk } = office.running()
  const checked = await outcome(desk.backups.check({ name, passphrase: given }))
  await desk.backups.restore({ token: checked.token })
  return { checked, ...(await office.restarted()) }
}

const setAside = ({ dataDir }: Office): string[] => readdirSync(dataDir).filter((name) => /\.set-aside-\d+T\d+Z$/.test(name))
const bookings = ({ path }: Office): number => everything(path).deliveries!.length

/** What a desk writes of itself as soon as it runs, and in the background. */
const ofTheRun = ['heartbeat', 'gaps', 'readings', 'alerts', 'chain', 'trust_values', 'keeping_marks']

function differingOf(then: Record<string, string[]>, now: Record<string, string[]>): string[] {
  // What is searched is indexed in the background, which may be done or not.
  const isLooked = (table: string): boolean => !ofTheRun.includes(table) && !table.includes('search')
  return Object.keys(then).filter((table) => isLooked(table) && JSON.stringify(then[table]) !== JSON.stringify(now[table]))
}

test.each([
  ['plain', null],
  ['encrypted', passphrase],
])('a restored %s backup equals what was there, table by table', async (_what, locked) => {
  const office = await openOffice()
  const { desk, url } = office.running()
  await desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  await desk.samples.run()
  await desk.settings.update({ staffName: 'Mara' })
  await desk.backups.setPassphrase({ passphrase: locked })
  let [name, then] = [await backUp(desk), everything(office.path)]
  // What the desk still did in the background while the backup was made may or may not be in it: one is made while nothing happened.
  for (let before = then; ; before = then) {
    ;[name, then] = [await backUp(desk), everything(office.path)]
    if (differingOf(before, then).length === 0) break
  }
  await postBooking(url)
  await desk.settings.update({ staffName: 'Somebody else' })

  const { desk: present } = office.running()
  const checked = await outcome(present.backups.check({ name, passphrase: null }))
  expect(checked).toMatchObject({
    deliveries: 60,
    isOlder: false,
    present: { isEarlier: true, missing: { deliveries: 1, appointments: 1 } },
  })
  const unpacked = everything(`${office.path}.restoring`)
  await present.backups.restore({ token: checked.token })
  const { desk: again } = await office.restarted(() => {
    carryOutRestore(office.path)
    expect(everything(office.path)).toEqual(unpacked)
  })
  // An encrypted one is opened by age itself in another test.
  expect(locked === null ? everything(join(office.dataDir, name)) : unpacked).toEqual(unpacked)
  const now = everything(office.path)
  expect(differingOf(then, now)).toEqual([])
  expect(now.deliveries).toHaveLength(60)
  expect((await again.settings.get()).staffName).toBe('Mara')
  expect(then.chain!.every((link) => now.chain!.includes(link))).toBe(true)
  expect(now.chain!.some((link) => link.includes('"restored"'))).toBe(true)
  const { standing } = await again.trust.get()
  expect([standing, (await outcome(again.trust.verify())).finding]).toEqual([null, null])
})

test('what was there before a restore is set aside whole, and can be fetched again in the same way', async () => {
  const office = await openOffice()
  const first = office.running()
  await first.desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  const name = await backUp(first.desk)
  await postBooking(first.url)
  const second = await restore(office, name)
  expect(bookings(office)).toBe(0)
  const [aside] = setAside(office)
  const { entries } = await second.desk.backups.list()
  expect(entries.map((entry) => [entry.kind, entry.name])).toEqual([
    ['set-aside', aside],
    ['hand', name],
  ])
  await restore(office, aside!)
  expect(bookings(office)).toBe(1)
  expect(setAside(office)).toHaveLength(2)
})

test('the time since the backup is a gap, for which the providers are read again', async () => {
  let nowMs = Date.now()
  const office = await openOffice({ now: () => nowMs })
  const { desk } = office.running()
  const name = await backUp(desk)
  const madeAtMs = nowMs
  nowMs += 5 * 3_600_000
  const restored = await restore(office, name)
  await eventually(async () => {
    const [gap] = await restored.desk.away.list({ limit: 5 })
    expect(gap).toMatchObject({ toMs: nowMs })
    expect(gap!.fromMs).toBeLessThanOrEqual(madeAtMs)
  })
})

test('the passphrase that is set now stays, also where the backup knows an older one', async () => {
  const office = await openOffice()
  const { desk } = office.running()
  await desk.backups.setPassphrase({ passphrase })
  const name = await backUp(desk)
  await desk.backups.setPassphrase({ passphrase: `${passphrase} the second` })
  await expect(outcome(desk.backups.check({ name, passphrase: null }))).rejects.toMatchObject({ data: { failure: 'passphrase' } })
  const { desk: again } = await restore(office, name, passphrase)
  const newer = await backUp(again)
  await outcome(again.backups.rehearse({ name: newer, passphrase: `${passphrase} the second` }))
})

describe('what cannot be restored is refused, and nothing is changed', () => {
  const same = (bytes: Buffer) => bytes
  test('changed, cut off, overwritten, or locked by another passphrase', async () => {
    const office = await openOffice()
    const { desk } = office.running()
    const plain = await backUp(desk)
    await desk.backups.setPassphrase({ passphrase })
    const sealed = await backUp(desk)
    const before = await desk.settings.get()
    const cases: [what: string, failure: string, name: string, given: string | null, how: (bytes: Buffer) => Buffer][] = [
      ['a wrong passphrase', 'passphrase', sealed, 'not the passphrase at all', same],
      [
        'encrypted, a byte changed',
        'damaged',
        sealed,
        null,
        (bytes) => bytes.fill(bytes.at(-20)! ^ 1, bytes.length - 20, bytes.length - 19),
      ],
      ['encrypted, cut off', 'damaged', sealed, null, (bytes) => bytes.subarray(0, bytes.length - 100)],
      ['plain, cut off', 'damaged', plain, null, (bytes) => bytes.subarray(0, bytes.length - 8192)],
      ['plain, a page of rubbish', 'damaged', plain, null, (bytes) => bytes.fill(0xa5, 5 * 4096, 6 * 4096)],
      ['no database', 'not-ours', plain, null, () => Buffer.from('a letter, kept under the wrong name '.repeat(300))],
      ['empty', 'not-ours', plain, null, () => Buffer.alloc(0)],
    ]
    const told: [string, unknown][] = []
    for (const [what, , name, given, how] of cases) {
      const path = join(office.dataDir, name)
      const whole = readFileSync(path)
      writeFileSync(path, how(Buffer.from(whole)))
      const refused = await outcome(desk.backups.check({ name, passphrase: given })).catch((error: unknown) => error)
      told.push([what, (refused as { data?: { failure: string } }).data?.failure])
      writeFileSync(path, whole)
    }
    expect(told).toEqual(cases.map(([what, failure]) => [what, failure]))
    await expect(desk.backups.restore({ token: 'guessed' })).rejects.toMatchObject({ code: 'GONE' })
    expect([await desk.settings.get(), existsSync(`${office.path}.restoring`)]).toEqual([before, false])
  })

  test('one that a newer Deskbell made', async () => {
    const office = await openOffice()
    const { desk } = office.running()
    const name = await backUp(desk)
    const copy = new Database(join(office.dataDir, name))
    copy.pragma(`user_version = ${latestVersion + 1}`)
    copy.close()
    await expect(outcome(desk.backups.check({ name, passphrase: null }))).rejects.toMatchObject({ data: { failure: 'too-new' } })
  })

  test("another program's database", async () => {
    const theirs = join(temporaryFolder(), 'theirs.db')
    const database = new Database(theirs)
    database.exec('CREATE TABLE theirs (id INTEGER)')
    database.close()
    const office = await openOffice({ shell: { ...noShell, chooseFile: async () => theirs } })
    const { desk } = office.running()
    expect(await desk.backups.chooseFile()).toEqual({ name: 'theirs.db' })
    await expect(outcome(desk.backups.check({ name: null, passphrase: null }))).rejects.toMatchObject({ data: { failure: 'not-ours' } })
  })

  test('a file that nobody chose', async () => {
    const { desk } = (await openOffice()).running()
    await expect(outcome(desk.backups.check({ name: null, passphrase: null }))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(outcome(desk.backups.check({ name: '/etc/passwd', passphrase: null }))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a store that cannot be opened', () => {
  async function brokenOffice(damage: (path: string) => void, locked: string | null = null) {
    const office = await openOffice()
    const { desk, url } = office.running()
    await desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
    await postBooking(url)
    await desk.backups.setPassphrase({ passphrase: locked })
    const name = await backUp(desk)
    await postBooking(url)
    await office.running().close()
    damage(office.path)
    return { name, office: await openOffice({ dataDir: office.dataDir }) }
  }

  test.each([
    ['damaged', (path: string) => truncateSync(path, 40_960)],
    ['no database', (path: string) => writeFileSync(path, 'overwritten with something else '.repeat(200))],
    ['missing, with its log', (path: string) => renameSync(path, `${path}-wal`)],
  ])('is set aside as it is when a backup takes its place: %s', async (_what, damage) => {
    const { name, office } = await brokenOffice(damage)
    const { desk } = office.running()
    expect((await desk.desk.status()).storeProblem).not.toBeNull()
    const left = readdirSync(office.dataDir).filter((file) => /^deskbell\.db(-wal)?$/.test(file))
    const bytes = left.map((file) => readFileSync(join(office.dataDir, file)))
    const state = await desk.backups.list()
    expect([state.desk, state.entries.map((entry) => entry.name)]).toEqual([null, [name]])

    const { checked, desk: again } = await restore(office, name)
    expect([checked.present, (await again.desk.status()).storeProblem, bookings(office)]).toEqual([null, null, 1])
    // Looking at it may have left an empty log beside it.
    const aside = readdirSync(office.dataDir).filter((file) => /\.set-aside-\d+T\d+Z(-wal)?$/.test(file))
    const kept = aside.map((file) => readFileSync(join(office.dataDir, file))).filter(({ length }) => length > 0)
    expect(kept.map((file) => file.equals(bytes[0]!))).toEqual([true])
  })

  test('asks for the passphrase, which nobody else can know then', async () => {
    const { name, office } = await brokenOffice((path) => truncateSync(path, 40_960), passphrase)
    const { desk } = office.running()
    await expect(outcome(desk.backups.check({ name, passphrase: null }))).rejects.toMatchObject({ data: { failure: 'passphrase' } })
    await restore(office, name, passphrase)
    expect(bookings(office)).toBe(1)
  })

  test('is not begun anew because the file is gone; only when somebody says so', async () => {
    const { name, office } = await brokenOffice((path) => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
    })
    const { desk } = office.running()
    expect((await desk.desk.status()).storeProblem).not.toBeNull()
    expect(existsSync(office.path)).toBe(false)
    await desk.backups.startEmpty()
    const { desk: again } = await office.restarted()
    expect([(await again.desk.status()).storeProblem, bookings(office)]).toEqual([null, 0])
    const state = await again.backups.list()
    expect([state.entries.map((entry) => entry.name), state.desk?.lastRestore?.what]).toEqual([[name], 'empty'])
  })

  test('an open one is not begun anew by anybody', async () => {
    const { desk } = (await openOffice()).running()
    await expect(desk.backups.startEmpty()).rejects.toMatchObject({ code: 'OPEN' })
  })
})
