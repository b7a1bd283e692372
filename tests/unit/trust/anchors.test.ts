import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { appendToChain } from '../../../src/main/store/chain.ts'
import { eventually } from '../../support/eventually.ts'
import { NOON, temporaryFolder } from '../../support/temporary.ts'
import { noShell } from '../../support/no-shell.ts'
import { openStore } from '../../../src/main/store/open.ts'
import { createWriter } from '../../../src/main/store/writer.ts'
import { openTrust } from '../../../src/main/trust/trust.ts'
import { openVault } from '../../../src/main/vault/open-vault.ts'
import { drawer, startTestDesk, type TestDesk } from '../desk/test-desk.ts'
import { memoryRecords } from '../vault/made-up-records.ts'
import { writeLog } from './made-up-log.ts'

async function changeSomething({ desk }: TestDesk, staffName = 'Mara'): Promise<void> {
  await desk.settings.update({ staffName })
}

async function anchored({ desk }: TestDesk): Promise<void> {
  await eventually(async () => {
    const { head, anchor } = await desk.trust.get()
    expect(anchor.seq).toBe(head.seq)
  })
}

/** An office that was closed in order, with an anchor. @returns where it is */
async function closedOffice(): Promise<string> {
  const office = await startTestDesk()
  await changeSomething(office)
  await anchored(office)
  await office.close()
  return office.dataDir
}

const found = async (dataDir: string) => {
  const office = await startTestDesk({ dataDir })
  const { standing, anchor } = await office.desk.trust.get()
  const alerts = (await office.desk.health.alerts()).filter(({ endedAtMs, kind }) => endedAtMs === null && kind === 'log-tampered')
  return { office, what: standing?.what ?? null, seq: standing?.seq ?? null, anchor: anchor.state, alerts: alerts.length }
}

/** As another program would that knows how the chain is made. */
function forgeEntry(dataDir: string): void {
  const database = new Database(join(dataDir, 'deskbell.db'))
  appendToChain({ database, access: 'write' }, { atMs: NOON, kind: 'desk', subjectId: 77, row: [77] })
  database.close()
}

test('what was closed in order and opened again is as it was', async () => {
  const dataDir = await closedOffice()
  expect(readdirSync(join(dataDir, 'anchors'))).toHaveLength(1)
  const { office, ...rest } = await found(dataDir)
  expect(rest).toEqual({ what: null, seq: null, anchor: 'kept', alerts: 0 })
  await office.close()
})

test.each<[string, (dataDir: string) => void, { what: string; seq?: number }]>([
  ['an anchor that was removed', (dataDir) => rmSync(join(dataDir, 'anchor.json')), { what: 'anchor-missing' }],
  [
    'an anchor that was changed',
    (dataDir) => spoilAnchor(dataDir, (text) => text.replace(/"sealed":"..../, '"sealed":"AAAA')),
    { what: 'anchor-changed' },
  ],
  ['half an anchor', (dataDir) => spoilAnchor(dataDir, (text) => text.slice(0, 40)), { what: 'anchor-changed' }],
  [
    'an anchor of another keyring',
    (dataDir) => spoilAnchor(dataDir, (text) => text.replace('keyring:drawer', 'keyring:another')),
    { what: 'anchor-foreign' },
  ],
  ['an entry that was appended while the desk was closed', forgeEntry, { what: 'added' }],
])('%s is found at the next start, and the anchor is held', async (_name, tamper, expected) => {
  const dataDir = await closedOffice()
  tamper(dataDir)
  const kept = existsSync(join(dataDir, 'anchor.json')) ? readFileSync(join(dataDir, 'anchor.json'), 'utf8') : null
  const { office, what, anchor } = await found(dataDir)
  expect({ what, anchor }).toMatchObject({ what: expected.what, anchor: 'held' })
  await changeSomething(office, 'Nora')
  await eventually(async () => expect((await office.desk.health.alerts()).map(({ kind }) => kind)).toContain('log-tampered'))
  expect(existsSync(join(dataDir, 'anchor.json')) ? readFileSync(join(dataDir, 'anchor.json'), 'utf8') : null).toBe(kept)

  await office.desk.trust.beginAnew()
  await anchored(office)
  expect((await office.desk.trust.get()).standing).toBeNull()
  await office.close()
  const again = await found(dataDir)
  expect(again.what).toBeNull()
  await again.office.close()
})

function spoilAnchor(dataDir: string, change: (text: string) => string): void {
  const path = join(dataDir, 'anchor.json')
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

test('an older copy of the file beside the newer anchor is found at start', async () => {
  const dataDir = await closedOffice()
  const older = join(temporaryFolder(), 'older.db')
  copyFileSync(join(dataDir, 'deskbell.db'), older)
  const between = await startTestDesk({ dataDir })
  await changeSomething(between, 'Nora')
  await between.close()
  copyFileSync(older, join(dataDir, 'deskbell.db'))
  const { office, what } = await found(dataDir)
  expect(what).toBe('rolled-back')
  await office.close()
})

test('an entry that another program appends beside the desk is found with the next one of ours', async () => {
  const office = await startTestDesk()
  await changeSomething(office)
  await anchored(office)
  const { head } = await office.desk.trust.get()
  forgeEntry(office.dataDir)
  await changeSomething(office, 'Nora')
  await eventually(async () => {
    expect((await office.desk.trust.get()).standing).toMatchObject({ what: 'added', seq: head.seq + 1, kind: 'desk', subjectId: 77 })
  })
  await office.close()
})

test('a desk that was killed between a commit and its anchor raises no alarm', async () => {
  const office = await startTestDesk()
  await changeSomething(office)
  await anchored(office)
  const early = join(temporaryFolder(), 'anchor.json')
  copyFileSync(join(office.dataDir, 'anchor.json'), early)
  for (const name of ['Nora', 'Olaf', 'Petra']) await changeSomething(office, name)
  const copy = temporaryFolder()
  cpSync(office.dataDir, copy, { recursive: true })
  copyFileSync(early, join(copy, 'anchor.json'))
  await office.close()
  const { office: after, what } = await found(copy)
  expect(what).toBeNull()
  await after.close()
})

/** Only what keeps the chain's end, on a store of its own. */
async function openOnly(dataDir: string) {
  const store = openStore({ path: join(dataDir, 'deskbell.db'), nowMs: NOON })
  const writer = createWriter(store.write)
  const vault = await openVault({ records: memoryRecords(), keyring: drawer, vaultKey: null, now: () => NOON, onChange: () => undefined })
  const failures: unknown[] = []
  const trust = openTrust({
    store,
    writer,
    vault,
    dataDir,
    now: () => NOON,
    onChange: () => undefined,
    onFailure: (error) => failures.push(error),
  })
  await trust.ready
  return {
    trust,
    write: (number: number) => writer.submit((db) => writeLog(db, number, 5)),
    async close() {
      await writer.close()
      await trust.close()
      store.close()
      expect(failures).toEqual([])
    },
  }
}

test('a restore that was announced is no rollback, and one that was not is', async () => {
  const [dataDir, kept] = [temporaryFolder(), temporaryFolder()]
  const file = join(dataDir, 'deskbell.db')
  const first = await openOnly(dataDir)
  await first.write(1)
  await first.close()
  copyFileSync(file, join(kept, 'backup.db'))
  const second = await openOnly(dataDir)
  await second.write(6)
  await second.trust.expectRestore(join(kept, 'backup.db'))
  await second.close()
  copyFileSync(file, join(kept, 'newer.db'))
  copyFileSync(join(kept, 'backup.db'), file)
  const restored = await openOnly(dataDir)
  expect(restored.trust.finding()).toBeNull()
  expect(restored.trust.state().head.seq).toBeGreaterThan(1)
  await restored.write(11)
  await restored.close()

  copyFileSync(join(kept, 'backup.db'), file)
  const again = await openOnly(dataDir)
  expect(again.trust.finding()).toMatchObject({ what: 'rolled-back' })
  await again.close()
})

test('an exported anchor tells whether the log still has what it had', async () => {
  const folder = temporaryFolder()
  let chosen: string | null = null
  const shell = {
    ...noShell,
    async reserveFile({ name, ending }: { name: string; ending: string }) {
      const path = join(folder, `${name}.${ending}`)
      writeFileSync(path, '')
      return path
    },
    chooseFile: async () => chosen,
  }
  const office = await startTestDesk({ shell })
  const other = await startTestDesk({ shell })
  await changeSomething(office)
  const { path } = await office.desk.trust.exportAnchor()
  const text = readFileSync(path, 'utf8')
  const verdict = async (desk: TestDesk['desk'], content = text) => {
    chosen = join(folder, 'given.json')
    writeFileSync(chosen, content)
    return (await desk.trust.checkAnchor())?.verdict
  }
  await changeSomething(office, 'Nora')
  expect(await verdict(office.desk)).toBe('fits')
  expect(await verdict(other.desk)).toBe('other-key')
  expect(await verdict(office.desk, text.replace(/"entry": \d+/, '"entry": 1'))).toBe('changed')
  expect(await verdict(office.desk, '{}')).toBe('not-an-anchor')
  const database = new Database(join(office.dataDir, 'deskbell.db'))
  const { entry } = JSON.parse(text) as { entry: number }
  database.prepare('UPDATE chain SET hash = randomblob(32) WHERE seq = ?').run(entry)
  database.close()
  expect(await verdict(office.desk)).toBe('differs')
  chosen = null
  expect(await office.desk.trust.checkAnchor()).toBeNull()
})
