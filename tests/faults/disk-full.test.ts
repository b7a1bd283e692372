import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookingOf, lost, post } from './lib/bookings.ts'
import type { Acknowledged, Posted } from './lib/bookings.ts'
import { bundleDesk, startDeskProcess } from './lib/desk-processes.ts'
import type { DeskProcess } from './lib/desk-processes.ts'
import { countOf, report } from './lib/report.ts'

const rounds = countOf('DESKBELL_FULL_ROUNDS', 2)
const senders = 8

/** Room that can be taken away and given back while a desk runs. */
interface Room {
  readonly kind: string
  readonly folder: string
  fill(desk: DeskProcess): void
  free(desk: DeskProcess): void
  remove(): void
}

let folder = ''
let script = ''
let room: Room | null = null
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskbell-full-'))
  script = await bundleDesk('disk-full')
  room = tmpfsRoom() ?? quotaRoom()
})
afterAll(() => {
  room?.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** Each round leaves a few more deliveries in it. */
const megabytes = 64 + 4 * rounds

/** A real file system of some megabytes that a file fills up; null: this user may mount none. */
function tmpfsRoom(): Room | null {
  const mounted = join(folder, 'disk')
  mkdirSync(mounted)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', mounted], { stdio: 'pipe' })
  } catch {
    return null
  }
  const balloon = join(mounted, 'balloon')
  return {
    kind: `a file system of ${megabytes} MB, filled up`,
    folder: mounted,
    fill() {
      const { bavail, bsize } = statfsSync(mounted)
      try {
        writeFileSync(balloon, Buffer.alloc((bavail + 1) * bsize))
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      }
    },
    free: () => rmSync(balloon),
    remove: () => execFileSync('umount', ['--lazy', mounted]),
  }
}

/** Files may not grow beyond what they are: SQLite meets the same refusal as on a full disk. Null: not on this system. */
function quotaRoom(): Room | null {
  const within = join(folder, 'quota')
  mkdirSync(within)
  const limit = ({ child }: DeskProcess, bytes: string): void => {
    execFileSync('prlimit', [`--pid=${child.pid}`, `--fsize=${bytes}`], { stdio: 'pipe' })
  }
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'pipe' })
  } catch {
    return null
  }
  return {
    kind: 'a limit on the size of files',
    folder: within,
    fill: (desk) => limit(desk, `${statSync(join(within, 'deskbell.db-wal')).size}:unlimited`),
    free: (desk) => limit(desk, 'unlimited:unlimited'),
    remove: () => undefined,
  }
}

test(
  `on a disk that is full ${rounds} times, senders are asked to try again, and with room it goes on by itself with nothing lost`,
  async ({ skip }) => {
    if (room === null) return skip('needs leave to mount a file system, or prlimit')
    const acknowledged: Acknowledged[] = []
    const keep = (posted: readonly Posted[]): void => {
      acknowledged.push(...posted.flatMap((one) => one.acknowledged ?? []))
    }
    const desk = await startDeskProcess(script, room.folder)
    const sendTogether = (name: string): Promise<Posted[]> =>
      Promise.all(Array.from({ length: senders }, (_, sender) => post(desk.url, bookingOf(`${name}s${sender}`))))
    let putOff = 0
    for (let round = 0; round < rounds; round += 1) {
      keep(await sendTogether(`r${round}before`))
      room.fill(desk)
      // What the file still has room for within itself is taken; then it is over.
      for (let index = 0, full = false; !full; index += 1) {
        const posted = await sendTogether(`r${round}full${index}`)
        keep(posted)
        const refused = posted.filter(({ status }) => status !== 200)
        expect(refused.filter(({ status, retryAfter }) => status !== 503 || retryAfter === null)).toEqual([])
        putOff += refused.length
        full = refused.length === senders
      }
      room.free(desk)
      // A batch that failed at the last moment, or a machine that has much to do, asks once more to try again.
      for (let index = 0, isThrough = false; !isThrough; index += 1) {
        const posted = await sendTogether(`r${round}after${index}`)
        keep(posted)
        const refused = posted.filter(({ status }) => status !== 200)
        expect(refused.filter(({ status, retryAfter }) => status !== 503 || retryAfter === null)).toEqual([])
        isThrough = refused.length === 0
      }
    }
    desk.child.kill('SIGTERM')
    expect(await desk.gone).toBe(0)
    expect(lost(join(room.folder, 'deskbell.db'), acknowledged)).toEqual([])
    report(
      'disk-full',
      `${rounds} times full (${room.kind}), ${putOff} answered 503 with Retry-After, ${acknowledged.length} acknowledged, 0 lost`,
    )
  },
  60_000 + rounds * 10_000,
)
