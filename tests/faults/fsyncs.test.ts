import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildFsyncShim } from '../bench/lib/fsync-shim.ts'
import { bookingOf, post } from './lib/bookings.ts'
import { bundleDesk, startDeskProcess } from './lib/desk-processes.ts'
import { countOf, report } from './lib/report.ts'

const rounds = countOf('DESKBELL_FSYNC_ROUNDS', 10)
/** In parallel, so that several share a commit. */
const together = 8

let folder = ''
let script = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskbell-fsyncs-'))
  script = await bundleDesk('fsyncs')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/**
 * Commits that the write-ahead log holds, from the disk and not from what we say of ourselves: a frame that ends one has the size of the
 * database in it. https://www.sqlite.org/fileformat.html#walformat
 */
function countCommits(path: string): number {
  const wal = readFileSync(`${path}-wal`)
  const frame = 24 + wal.readUInt32BE(8)
  const salts = wal.subarray(16, 24)
  let commits = 0
  for (let at = 32; at + frame <= wal.length; at += frame) {
    if (!wal.subarray(at + 8, at + 16).equals(salts)) break
    if (wal.readUInt32BE(at + 4) > 0) commits += 1
  }
  return commits
}

test(
  'every commit that was acknowledged was synced to the disk',
  async ({ skip }) => {
    const shim = buildFsyncShim(folder)
    if (shim === null) return skip('needs Linux and a C compiler')
    const { child, gone, url } = await startDeskProcess(script, folder, { env: shim.env(0) })
    const path = join(folder, 'deskbell.db')
    // The first delivery waits for what the start had to write.
    await post(url, bookingOf('first'))
    const before = { commits: countCommits(path), fsyncs: shim.count() }
    let acknowledged = 0
    for (let round = 0; round < rounds; round += 1) {
      const posted = await Promise.all(Array.from({ length: together }, (_, each) => post(url, bookingOf(`r${round}e${each}`))))
      acknowledged += posted.filter((one) => one.acknowledged !== null).length
    }
    // Killed: a desk that ends in order would move what the log holds.
    child.kill('SIGKILL')
    await gone
    const commits = countCommits(path) - before.commits
    const fsyncs = shim.count() - before.fsyncs
    expect(acknowledged).toBe(rounds * together)
    expect(commits).toBeGreaterThanOrEqual(rounds)
    expect(fsyncs).toBeGreaterThanOrEqual(commits)
    report('fsyncs', `${fsyncs} fsyncs ÷ ${commits} commits = ${(fsyncs / commits).toFixed(2)}, for ${acknowledged} acknowledged`)
  },
  20_000 + rounds * 500,
)
