import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { bundleForNode } from '../../scripts/lib/bundle.mjs'
import { findAppointmentState } from '../../src/main/store/appointments.ts'
import { listGaps } from '../../src/main/store/gaps.ts'
import { openStore } from '../../src/main/store/open.ts'
import { findLastReading } from '../../src/main/store/readings.ts'
import { connectCalendly, openCalendlyOffice } from '../support/calendly-office.ts'
import { eventually } from '../support/eventually.ts'

const hourMs = 3_600_000

beforeAll(async () => {
  const entry = new URL('../faults/sleeping-desk.ts', import.meta.url).pathname
  // Inside the project, where the packages are found.
  await bundleForNode({ entries: { 'sleeping-desk': entry }, outDir: 'out/faults-asleep' })
})

test('a desk that was stopped for a night, as sleep stops it, finds out by its clock and reads what it missed', async () => {
  const office = await openCalendlyOffice()
  const { calendly, clock, dataDir } = office
  const connected = await office.start({ vaultKey: 'the vault key of the tests' })
  await connectCalendly(connected, office)
  await connected.close()

  const clockFile = join(dataDir, 'clock')
  writeFileSync(clockFile, '0')
  const script = new URL('../../out/faults-asleep/sleeping-desk.js', import.meta.url).pathname
  const { publicAddresses } = office.internet
  const child = spawn(process.execPath, [script, dataDir, JSON.stringify({ calendly: calendly.url, publicAddresses }), clockFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await gone
  })
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  office.leadTo(url)
  const store = openStore({ path: join(dataDir, 'deskbell.db'), nowMs: clock.nowMs })
  onTestFinished(() => store.close())

  // What is read at the start would find what is booked next as well.
  await eventually(() => expect(findLastReading(store.read, 'calendly')?.cause).toBe('start'))

  child.kill('SIGSTOP')
  const startMs = Math.ceil(Date.now() / hourMs) * hourMs + 30 * hourMs
  const booked = calendly.account.book({ person: { name: 'Jane Doe', email: 'jane@example.com', timeZone: 'Europe/Berlin' }, startMs })
  writeFileSync(clockFile, String(9 * hourMs))
  child.kill('SIGCONT')

  const gap = await eventually(() => {
    const newest = listGaps(store.read, { limit: 10, shortestMs: hourMs }).find(({ reason }) => reason === 'asleep')
    expect(newest).toMatchObject({ recoveries: [{ provider: 'calendly', outcome: 'done', changed: 1 }] })
    return newest!
  })
  expect(gap.toMs! - gap.fromMs).toBeGreaterThanOrEqual(9 * hourMs)
  expect(findAppointmentState(store.read, { source: 'calendly', externalId: booked.uri, origin: 'real' })).not.toBeNull()
  child.kill('SIGTERM')
  expect(await gone).toEqual([0, null])
})
