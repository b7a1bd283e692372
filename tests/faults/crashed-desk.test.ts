import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BroadcastChannel, MessageChannel as NodeMessageChannel } from 'node:worker_threads'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startDeskHost } from '../../src/main/desk-host.ts'
import type { DeskHost, WindowPort } from '../../src/main/desk-host.ts'
import type { LogEntry } from '../../src/main/desk/messages.ts'
import { findFreePort } from '../../src/main/desk/listening.ts'
import { readInternet } from '../../src/main/internet.ts'
import { connectDesk } from '../../src/renderer/desk/connection.ts'
import type { DeskConnection } from '../../src/renderer/desk/keep-connected.ts'
import { eventually } from '../support/eventually.ts'
import { noShell } from '../support/no-shell.ts'
import { drawer } from '../unit/desk/test-desk.ts'
import { bookingOf, lost, post, provision } from './lib/bookings.ts'
import type { Acknowledged, Posted } from './lib/bookings.ts'
import { bundleDesk } from './lib/desk-processes.ts'
import { countOf, report } from './lib/report.ts'

const crashes = countOf('DESKBELL_CRASHES', 2)
/** The goal, from the crash until a delivery is stored again; asked for in the long run only, which has the machine to itself. */
const longestAwayMs = process.env['DESKBELL_CRASHES'] === undefined ? Number.POSITIVE_INFINITY : 2_000

let folder = ''
let entry = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskbell-crashed-'))
  entry = await bundleDesk('crashed', 'dying-desk', true)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What Electron's port to a window does, over one of Node's. */
function connectWindow(host: DeskHost): DeskConnection {
  let listener: (port: MessagePort) => void = () => undefined
  let isOver = false
  let near: InstanceType<typeof NodeMessageChannel>['port1'] | null = null
  onTestFinished(() => {
    isOver = true
    near?.close()
  })
  return connectDesk({
    ask: () =>
      queueMicrotask(() => {
        if (isOver) return
        const { port1, port2 } = new NodeMessageChannel()
        near = port1
        const windowPort: WindowPort = {
          on: (event, heard) => port2.on(event, (data: unknown) => (heard as (message?: { data: unknown }) => void)({ data })),
          postMessage: (data) => port2.postMessage(data),
          start: () => port2.start(),
          close: () => port2.close(),
        }
        host.connectWindow(windowPort, 1)
        // One and the same class; the DOM's types and Node's tell of different halves of it.
        listener(port1 as unknown as MessagePort)
      }),
    onPort: (heard) => (listener = heard),
  })
}

test('while a desk that died is away its port asks to try again, then it is back with all that it acknowledged, and the window says so', async () => {
  const provisionFile = join(folder, 'provision.json')
  writeFileSync(provisionFile, JSON.stringify(provision))
  const entries: LogEntry[] = []
  const port = await findFreePort('127.0.0.1', 41_000)
  const host = startDeskHost({
    entry: pathToFileURL(entry),
    desk: {
      dataDir: folder,
      version: '0.0.0',
      locale: 'en-GB',
      port,
      provisionFile,
      vaultKey: 'the vault key of the tests',
      internet: readInternet(null),
      sampleDay: false,
    },
    keyring: drawer,
    shell: noShell,
    log: (logged) => entries.push(logged),
    onRefused: (message) => expect.unreachable(message),
  })
  onTestFinished(() => host.close())
  const fault = new BroadcastChannel('deskbell-fault')
  onTestFinished(() => fault.close())
  const { desk } = connectWindow(host)
  const url = `http://127.0.0.1:${port}`
  const acknowledged: Acknowledged[] = []
  let withoutTime = 0
  const seen = new Map<number | null, number>()
  const keep = (posted: Posted): Posted => {
    seen.set(posted.status, (seen.get(posted.status) ?? 0) + 1)
    if (posted.acknowledged !== null) acknowledged.push(posted.acknowledged)
    if (posted.status === 503 && posted.retryAfter === null) withoutTime += 1
    return posted
  }
  await eventually(async () => expect((await post(url, bookingOf('first'))).status).toBe(200))

  let slowestMs = 0
  for (let crash = 0; crash < crashes; crash += 1) {
    // Five within a minute are started again at once; a longer run waits for the sixth.
    fault.postMessage(crash % 2 === 0 ? 'throw' : 'exit')
    const diedAtMs = performance.now()
    // As providers do: the same one again until it is taken.
    const booking = bookingOf(`crash${crash}`)
    let wasAway = false
    for (;;) {
      const { status } = keep(await post(url, booking))
      if (status !== 200) wasAway = true
      if (status === 200 && wasAway) break
    }
    slowestMs = Math.max(slowestMs, performance.now() - diedAtMs)
    expect(slowestMs).toBeLessThan(longestAwayMs)
  }
  expect(seen.get(503)).toBeGreaterThan(0)
  expect(withoutTime).toBe(0)

  await eventually(async () => {
    const alerts = await desk.health.alerts()
    expect(alerts.filter(({ kind }) => kind === 'desk-crashed').map(({ endedAtMs, detail }) => [endedAtMs, detail['count']])).toEqual([
      [null, crashes],
    ])
  })
  expect(JSON.stringify(entries)).not.toContain('words of a delivery')
  await host.close()
  expect(lost(join(folder, 'deskbell.db'), acknowledged)).toEqual([])
  report(
    'desk-crashed',
    `${crashes} crashes, back after at most ${(slowestMs / 1000).toFixed(1)} s, ${seen.get(503)} answered 503 meanwhile, ${acknowledged.length} acknowledged, 0 lost`,
  )
})
