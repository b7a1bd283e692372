import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendUntilGone, type Acknowledged } from '../faults/lib/bookings.ts'
import { bundleDesk, startDeskProcess } from '../faults/lib/desk-processes.ts'
import { eventually } from '../support/eventually.ts'
import { startSubscriber } from '../support/stand-ins/subscriber.ts'
import { startTestDesk } from '../unit/desk/test-desk.ts'

const cycles = 2
const vaultKey = 'the vault key of the tests'

let folder = ''
let script = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskbell-outbound-'))
  script = await bundleDesk('outbound-kill-nine')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test(`killed ${cycles} times while it sends, the desk tells a subscriber of every booking: under one id, in one order, with the same bytes`, async () => {
  const subscriber = await startSubscriber()
  const before = await startTestDesk({ dataDir: folder, vaultKey })
  const { secret } = await before.desk.subscriptions.create({
    name: 'CRM',
    url: `http://127.0.0.1:${subscriber.port}/hook`,
    events: ['appointment.created'],
    sources: [],
    types: [],
    hostIds: [],
    disclosure: { personal: false, medical: false, metadata: false },
    privateHost: '127.0.0.1',
    plainHost: '127.0.0.1',
  })
  await before.close()
  const acknowledged: Acknowledged[] = []
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const { child, gone, url } = await startDeskProcess(script, folder)
    const [posted, received] = [acknowledged.length, subscriber.received.length]
    const sending = Array.from({ length: 4 }, (_, sender) => sendUntilGone(url, `o${cycle}s${sender}`, acknowledged))
    while (acknowledged.length < posted + 20 || subscriber.received.length < received + 5)
      await new Promise((resolve) => setImmediate(resolve))
    child.kill('SIGKILL')
    await Promise.all([gone, ...sending])
  }
  const after = await startTestDesk({ dataDir: folder, vaultKey })
  await eventually(async () => expect((await after.desk.subscriptions.list())[0]?.waiting).toBe(0))
  await after.close()

  const store = new Database(join(folder, 'deskbell.db'), { readonly: true })
  const bookings = store.prepare('SELECT count(*) FROM appointments').pluck().get() as number
  const queued = store.prepare('SELECT webhook_id FROM outbox ORDER BY id').pluck().all() as string[]
  store.close()
  for (const each of subscriber.received) subscriber.verify(secret, each)
  const bodies = new Map<string, Set<string>>()
  for (const { headers, body } of subscriber.received) {
    const id = String(headers['webhook-id'])
    bodies.set(id, (bodies.get(id) ?? new Set()).add(body))
  }
  expect({
    // What came twice came first in its turn.
    order: [...bodies.keys()],
    differing: [...bodies.values()].filter((each) => each.size > 1).length,
    isAtLeastWhatWasAcknowledged: bookings >= acknowledged.length,
    messages: queued.length,
  }).toEqual({ order: queued, differing: 0, isAtLeastWhatWasAcknowledged: true, messages: bookings })
})
