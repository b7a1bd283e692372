import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lost, sendUntilGone } from '../faults/lib/bookings.ts'
import type { Acknowledged } from '../faults/lib/bookings.ts'
import { bundleDesk, startDeskProcess } from '../faults/lib/desk-processes.ts'
import { countOf, report } from '../faults/lib/report.ts'

const cycles = countOf('DESKBELL_KILL_CYCLES', 12)
const senders = 16

let folder = ''
let script = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskbell-kill-'))
  script = await bundleDesk('kill-nine')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test(
  `killed ${cycles} times in the middle of a load, the desk has every delivery that it acknowledged`,
  async () => {
    const path = join(folder, 'deskbell.db')
    const acknowledged: Acknowledged[] = []
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const { child, gone, url } = await startDeskProcess(script, folder)
      const before = acknowledged.length
      const sending = Array.from({ length: senders }, (_, sender) => sendUntilGone(url, `c${cycle}s${sender}`, acknowledged))
      // Another moment in each cycle, counted in answers and not in milliseconds, so that a slow machine is killed under load as well.
      const enough = before + 5 + ((cycle * 37) % 120)
      while (acknowledged.length < enough) await new Promise((resolve) => setImmediate(resolve))
      child.kill('SIGKILL')
      await Promise.all([gone, ...sending])
      expect(lost(path, acknowledged.slice(before))).toEqual([])
    }
    expect(lost(path, acknowledged)).toEqual([])
    expect(acknowledged.length).toBeGreaterThan(cycles * 5)
    report('kill-nine', `${cycles} cycles, ${acknowledged.length} acknowledged, 0 lost`)
  },
  30_000 + cycles * 15_000,
)
