import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Announcement } from '../../../src/shared/contract.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import { topics } from '../../../src/shared/words.ts'
import { eventually } from '../../support/eventually.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { connectWindow, startTestDesk } from './test-desk.ts'

const secret = 'a-secret-of-the-office-1'

async function postSample(url: string, signedWith = secret): Promise<{ status: number; body: unknown }> {
  const rawBody = readFileSync(new URL('../../fixtures/calendly/composed-invitee-created.json', import.meta.url))
  const response = await fetch(new URL(providers.calendly.paths[0], url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...schemes['calendly-v1'].sign({ rawBody, secret: signedWith, nowMs: Date.now() }) },
    body: rawBody,
  })
  return { status: response.status, body: await response.json() }
}

test('on an empty directory the desk receives, has no secret, and says that it is the first start', async () => {
  const { desk, url } = await startTestDesk()
  const status = await desk.desk.status()
  expect(status).toEqual({
    version: '0.0.0',
    storeProblem: null,
    storeTrouble: null,
    receiver: { state: 'listening', address: '127.0.0.1', port: Number(new URL(url).port) },
    vault: { state: 'ready', backend: 'keyring:drawer', mustChoose: false },
    lastDelivery: null,
    toLookAt: 0,
    firstStart: true,
    isSandbox: false,
    sampleCount: 0,
    testCount: 0,
  })
})

test('what a provider posts is announced to the window once it is committed, and read back by it', async () => {
  const { desk, onAnnouncement, url } = await startTestDesk()
  await desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  const announced: Announcement[] = []
  onAnnouncement((announcement) => announced.push(announcement))

  const answer = await postSample(url)

  await eventually(() => expect(announced.flatMap(({ newAppointmentIds }) => newAppointmentIds)).toHaveLength(1))
  const [id] = announced.flatMap(({ newAppointmentIds }) => newAppointmentIds)
  const appointment = await desk.appointments.get({ id: id! })
  const announcedTopics = [...new Set(announced.flatMap((announcement) => announcement.topics))].sort()
  expect({ status: answer.status, topics: announcedTopics, client: appointment.details.attendees[0]?.name }).toEqual({
    status: 200,
    topics: ['appointments', 'clients', 'deliveries', 'hosts', 'providers', 'status'],
    client: 'John Doe',
  })
})

test('everything is still there when the desk is started again', async () => {
  const first = await startTestDesk()
  await first.desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  await postSample(first.url)
  await first.close()
  const files = readdirSync(first.dataDir)

  const second = await startTestDesk({ dataDir: first.dataDir })
  const again = await postSample(second.url)

  // No write-ahead log: all of it is in the file.
  expect(files).toEqual(['anchor.json', 'anchors', 'deskbell.db'])
  expect(again).toEqual({ status: 200, body: expect.objectContaining({ duplicate: true }) })
  expect(await second.desk.desk.status()).toMatchObject({ firstStart: false, lastDelivery: { verdict: 'duplicate' } })
})

test('no file of the profile has a secret in plain text', async () => {
  const { desk, dataDir, url, close } = await startTestDesk({ vaultKey: 'the key of this desk' })
  await desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  await desk.providers.setSecret({ provider: 'calendly', secret: `${secret}-newer`, overlapHours: 24 })
  await postSample(url)
  await close()
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const found = files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(secret))
  expect(found).toEqual([])
})

test('a taken port is told, one near it is suggested, and taking that one is enough', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const { port } = other.address() as AddressInfo
  const { desk } = await startTestDesk({ port })
  const before = await desk.desk.status()
  const suggestion = await desk.receiver.suggestPort()
  await desk.settings.update({ port: suggestion.port })
  const after = await desk.desk.status()
  expect([before.receiver, after.receiver]).toEqual([
    { state: 'port-taken', address: '127.0.0.1', port },
    { state: 'listening', address: '127.0.0.1', port: suggestion.port },
  ])
  expect(suggestion.port).not.toBe(port)
})

test('an address that is not this machine’s is told with what to do', async () => {
  const { desk } = await startTestDesk()
  await desk.settings.update({ bindAddress: '192.0.2.1' })
  expect((await desk.desk.status()).receiver).toEqual({
    state: 'failed',
    address: '192.0.2.1',
    port: 0,
    message: '192.0.2.1 is not an address of this machine. Choose 127.0.0.1, or one that is, in Settings.',
  })
})

test('a damaged store is told, everything else is refused with that sentence, and the file stays as it is', async () => {
  const dataDir = temporaryFolder()
  const file = join(dataDir, 'deskbell.db')
  writeFileSync(file, 'no database at all '.repeat(500))
  const { desk } = await startTestDesk({ dataDir })
  const { storeProblem } = await desk.desk.status()
  const refused = await desk.deliveries.get({ id: 1 }).catch((error: unknown) => error)
  expect(storeProblem).toEqual({ file, message: expect.stringContaining('is not a Deskbell database') })
  expect(refused).toMatchObject({ code: 'STORE_CLOSED', message: storeProblem?.message })
  expect(readFileSync(file, 'utf8')).toBe('no database at all '.repeat(500))
})

test('a window whose port closes is told, connects anew and asks for everything again', async () => {
  const { running } = await startTestDesk()
  const window = connectWindow(running)
  await window.desk.desk.status()
  const announced: Announcement[] = []
  const states: string[] = []
  window.onAnnouncement((announcement) => announced.push(announcement))
  window.connectionState.subscribe(() => states.push(window.connectionState.get()))

  window.cut()

  await eventually(() => expect(announced).toHaveLength(1))
  expect(states).toEqual(['reconnecting', 'connected'])
  expect(announced[0]?.topics).toHaveLength(topics.length)
  expect((await window.desk.desk.status()).version).toBe('0.0.0')
})

test('the sample day is received without any secret, is marked, and goes with all that it made', async () => {
  const { desk } = await startTestDesk()
  const ran = await desk.samples.run()
  const during = await desk.desk.status()
  const removed = await desk.samples.remove({ origin: 'sample' })
  const after = await desk.desk.status()
  const left = await desk.deliveries.list({
    filter: { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null },
    cursor: null,
    limit: 10,
  })
  expect({
    ran,
    during: during.sampleCount,
    toLookAt: during.toLookAt,
    removed: removed.deliveries,
    after: after.sampleCount,
    left: left.total,
  }).toEqual({
    ran: { sent: 60, accepted: 60 },
    during: 60,
    toLookAt: 0,
    removed: 60,
    after: 0,
    left: 0,
  })
  expect(await desk.hosts.list()).toEqual([])
})

test.each(['calendly', 'cal-com', 'smart-scheduler', 'healthcare'] as const)(
  'a test of every event of %s is stored and marked',
  async (provider) => {
    const { desk } = await startTestDesk()
    const scheme = schemes[providers[provider].schemes[0]]
    await desk.providers.setSecret({ provider, secret: scheme.generateSecret(), overlapHours: 0 })
    for (const event of providers[provider].testEvents) {
      const result = await desk.providers.sendTest({ provider, event })
      const delivery = await desk.deliveries.get({ id: result.deliveryId! })
      expect({ event, status: result.httpStatus, origin: delivery.origin, kept: delivery.verdict }).toEqual({
        event,
        status: provider === 'healthcare' ? 201 : 200,
        origin: 'test',
        kept: expect.stringMatching(/^(accepted|ignored|stale)$/),
      })
    }
  },
)

test('a test without a secret is refused and says what to do first', async () => {
  const { desk } = await startTestDesk()
  const refused = await desk.providers.sendTest({ provider: 'calendly', event: 'invitee.created' }).catch((error: unknown) => error)
  expect(refused).toMatchObject({
    code: 'CLOSED',
    defined: true,
    message: 'The endpoint of Calendly takes nothing yet. Set its signing secret first.',
  })
})

test('nobody outside can mark a delivery as a test, or get past its signature with the header', async () => {
  const { desk, url } = await startTestDesk()
  await desk.providers.setSecret({ provider: 'calendly', secret, overlapHours: 0 })
  const response = await fetch(new URL(providers.calendly.paths[0], url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-deskbell-origin': 'guessed' },
    body: '{}',
  })
  const status = await desk.desk.status()
  expect({ answered: response.status, tests: status.testCount, samples: status.sampleCount }).toEqual({
    answered: 401,
    tests: 0,
    samples: 0,
  })
})
