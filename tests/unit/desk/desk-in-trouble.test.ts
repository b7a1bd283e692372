import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findFreePort } from '../../../src/main/desk/listening.ts'
import { bookingOf, post, provision } from '../../faults/lib/bookings.ts'
import { eventually } from '../../support/eventually.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { startTestDesk } from './test-desk.ts'
import type { TestDesk } from './test-desk.ts'

const hourMs = 3_600_000

/** A desk that has Calendly's secret. */
function deskWithSecret(dataDir: string, options: Parameters<typeof startTestDesk>[0] = {}): Promise<TestDesk> {
  const provisionFile = join(dataDir, 'provision.json')
  writeFileSync(provisionFile, JSON.stringify(provision))
  return startTestDesk({ dataDir, provisionFile, vaultKey: 'the vault key of the tests', ...options })
}

const alertKinds = async ({ desk }: TestDesk) =>
  (await desk.health.alerts()).map(({ kind, endedAtMs, detail }) => [kind, endedAtMs === null, detail['seconds'] ?? null])

test('a clock that is set by hours is told with by how much, deliveries are judged by it, and put right it is no matter any more', async () => {
  const clock = { byMs: 0 }
  const now = () => Date.now() + clock.byMs
  const office = await deskWithSecret(temporaryFolder(), { now, uptimeMs: () => performance.now() })
  const statusOf = async (unique: string, nowMs: number) => (await post(office.url, bookingOf(unique, { nowMs }))).status
  const told = (kinds: readonly unknown[]) => eventually(async () => expect(await alertKinds(office)).toEqual(kinds))
  expect(await statusOf('before', now())).toBe(200)

  clock.byMs = -5 * hourMs
  expect([await statusOf('by the old time', Date.now()), await statusOf('by the new time', now())]).toEqual([401, 200])
  await told([['clock-jumped', true, expect.closeTo(-5 * 3600, -1)]])

  clock.byMs = 0
  expect(await statusOf('right again', now())).toBe(200)
  await told([['clock-jumped', false, expect.anything()]])
})

test('damage that is noticed while the desk runs stops receiving, is said, and the desk that is started anew reads all of the file first', async () => {
  const dataDir = temporaryFolder()
  const file = join(dataDir, 'deskbell.db')
  const first = await deskWithSecret(dataDir)
  await Promise.all(Array.from({ length: 120 }, (_, index) => post(first.url, bookingOf(`b${index}`, { note: 'x'.repeat(500) }))))
  await first.close()

  const office = await deskWithSecret(dataDir)
  spoil(file)
  const damaged = readFileSync(file)
  await eventually(async () => {
    await office.desk.deliveries
      .list({
        filter: { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null },
        cursor: null,
        limit: 500,
      })
      .catch(() => undefined)
    await office.desk.deliveries.get({ id: 40 }).catch(() => undefined)
    expect(await office.desk.desk.status()).toMatchObject({ storeTrouble: 'damaged', storeProblem: null })
  })
  expect(await post(office.url, bookingOf('after'))).toMatchObject({ status: 503, retryAfter: '5' })
  expect(readFileSync(file).equals(damaged)).toBe(true)
  await office.close().catch(() => undefined)

  const { desk } = await startTestDesk({ dataDir, isSuspect: true })
  expect((await desk.desk.status()).storeProblem?.message).toContain('is damaged')
})

/** Writes over the pages in the middle of the file, as a failing disk does. */
function spoil(path: string): void {
  const file = openSync(path, 'r+')
  const { size } = fstatSync(file)
  for (let page = 20; page < Math.floor(size / 4096) - 1; page += 1) writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096)
  closeSync(file)
}

/** A folder that is protected from writing, also from the superuser where it is one; null: neither can be had. */
function protectableFolder(): { readonly folder: string; protect(): void; release(): void } | null {
  const folder = join(temporaryFolder(), 'disk')
  mkdirSync(folder)
  if (process.getuid?.() !== 0) {
    if (process.platform === 'win32') return null
    const set = (mode: number, fileMode: number) => {
      chmodSync(join(folder, 'deskbell.db'), fileMode)
      chmodSync(folder, mode)
    }
    onTestFinished(() => set(0o700, 0o600))
    return { folder, protect: () => set(0o500, 0o400), release: () => set(0o700, 0o600) }
  }
  const mount = (...options: string[]) => execFileSync('mount', [...options, folder], { stdio: 'pipe' })
  try {
    mount('-t', 'tmpfs', '-o', 'size=32m', 'tmpfs')
  } catch {
    return null
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]))
  return { folder, protect: () => mount('-o', 'remount,ro'), release: () => mount('-o', 'remount,rw') }
}

test('on a write-protected disk the desk says so, asks senders to try again, and is started anew once it may write', async ({ skip }) => {
  const disk = protectableFolder()
  if (disk === null) return skip('needs leave to protect a folder')
  await (await deskWithSecret(disk.folder)).close()
  disk.protect()
  let restarts = 0
  const port = await findFreePort('127.0.0.1', 42_000)
  const { desk, close } = await startTestDesk({ dataDir: disk.folder, port, restart: () => (restarts += 1) })
  expect((await desk.desk.status()).storeProblem?.message).toContain('write-protected')
  expect(await post(`http://127.0.0.1:${port}`, bookingOf('now'))).toMatchObject({ status: 503, retryAfter: '5' })
  disk.release()
  await eventually(() => expect(restarts).toBe(1))
  await close()
  const again = await deskWithSecret(disk.folder)
  expect((await post(again.url, bookingOf('later'))).status).toBe(200)
  await again.close()
})
