import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lost, sendUntilGone } from './lib/bookings.ts'
import type { Acknowledged } from './lib/bookings.ts'
import { bundleDesk, startDeskProcess } from './lib/desk-processes.ts'
import { countOf, report } from './lib/report.ts'

const cycles = countOf('DESKBELL_TERM_CYCLES', 2)
const senders = 16
/** The goal of the reliability table. */
const longestExitMs = 5_000

let folder = ''
let script = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskbell-stopped-'))
  script = await bundleDesk('stopped')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test(
  `told to end ${cycles} times in the middle of a load, the desk ends in time and has every delivery that it acknowledged`,
  async () => {
    const path = join(folder, 'deskbell.db')
    const acknowledged: Acknowledged[] = []
    let slowestMs = 0
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const { child, gone, url } = await startDeskProcess(script, folder)
      const before = acknowledged.length
      const sending = Array.from({ length: senders }, (_, sender) => sendUntilGone(url, `c${cycle}s${sender}`, acknowledged))
      const enough = before + 5 + ((cycle * 37) % 120)
      while (acknowledged.length < enough) await new Promise((resolve) => setImmediate(resolve))
      const toldAtMs = performance.now()
      child.kill('SIGTERM')
      expect(await gone).toBe(0)
      slowestMs = Math.max(slowestMs, performance.now() - toldAtMs)
      await Promise.all(sending)
      expect(lost(path, acknowledged.slice(before))).toEqual([])
    }
    expect(lost(path, acknowledged)).toEqual([])
    expect(slowestMs).toBeLessThan(longestExitMs)
    report('stopped', `${cycles} cycles, ${acknowledged.length} acknowledged, 0 lost; slowest exit ${(slowestMs / 1000).toFixed(1)} s`)
  },
  30_000 + cycles * 15_000,
)
