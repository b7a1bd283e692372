import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { providers } from '../../src/main/providers/index.ts'
import type { Provider } from '../../src/main/providers/provider.ts'
import { findAppointment } from '../../src/main/store/appointment-details.ts'
import { listHosts } from '../../src/main/store/appointment-lists.ts'
import { findAppointments } from '../../src/main/store/appointment-search.ts'
import { getDeskCounts, getProviderActivity } from '../../src/main/store/counts.ts'
import { prepared, scalar } from '../../src/main/store/db.ts'
import { findDelivery } from '../../src/main/store/delivery-details.ts'
import { listDeliveries } from '../../src/main/store/delivery-lists.ts'
import type { Store } from '../../src/main/store/open.ts'
import { removeOrigin } from '../../src/main/store/removal.ts'
import { refusedUsage } from '../../src/main/store/refused-bodies.ts'
import { getSettings, saveSettings } from '../../src/main/store/settings.ts'
import type { Verdict } from '../../src/shared/words.ts'
import { stopClock } from '../support/stopped-clock.ts'
import { NOON, temporaryStore } from '../support/temporary.ts'
import { arrivalOf, buildTestReceiver, send, signed } from '../support/test-receiver.ts'

interface CalendlyBody {
  readonly event: string
  readonly created_at: string
  readonly payload: Record<string, unknown> & { readonly uri: string }
}
const fixture = (path: string) => JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8')) as CalendlyBody
const booking = fixture('calendly/composed-invitee-created.json')
const bookingOf = (person: number): CalendlyBody => ({
  ...booking,
  payload: { ...booking.payload, uri: `${booking.payload.uri}-${person}`, email: `person${person}@example.com`, name: `Person ${person}` },
})
const everything = { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }
const verdictsIn = (store: Store): Verdict[] =>
  listDeliveries(store.read, everything, null, 500)
    .rows.map(({ verdict }) => verdict)
    .toReversed()

/** Calendly, except that a body may say how to fail. */
const fragile: Provider = {
  ...providers.calendly,
  read(body, context) {
    const { failWhile } = body as { failWhile?: 'reading' | 'applying' }
    if (failWhile === 'reading') throw new TypeError('a defect while reading')
    const reading = providers.calendly.read(body, context)
    if (failWhile !== 'applying') return reading
    // SQLite cannot take an object as a title.
    return { ...reading, changes: reading.changes.map((change) => ({ ...change, details: { title: {} } }) as never) }
  },
}
const withFragile = { ...providers, calendly: fragile }

test('one delivery sent twenty times in parallel is applied once and answered twenty times with the same id', async () => {
  const { port, store } = await buildTestReceiver()
  const replies = await Promise.all(Array.from({ length: 20 }, () => send(port, signed('calendly', booking))))
  expect(replies.map(({ status, json }) => [status, json?.['event_id']])).toEqual(Array.from({ length: 20 }, () => [200, 1]))
  expect(replies.filter(({ json }) => json?.['duplicate'] === true)).toHaveLength(19)
  expect(findDelivery(store.read, 1)).toMatchObject({ verdict: 'accepted', duplicates: 19 })
  expect(findAppointments(store.read, 'john', NOON, 20)).toHaveLength(1)
  expect(scalar(store.read, 'SELECT count(*) FROM delivery_contents')).toBe(1)
})

test('while its secret is locked an endpoint asks every sender to try again, and the log says why', async () => {
  const { port, store } = await buildTestReceiver({ locked: ['calendly'] })
  const replies = await Promise.all(Array.from({ length: 15 }, () => send(port, signed('calendly', booking))))
  expect(replies.map(({ status, headers }) => [status, headers['retry-after']])).toEqual(Array.from({ length: 15 }, () => [503, '60']))
  const { verdict, reason, sentence } = findDelivery(store.read, 1)!
  expect({ verdict, reason, sentence }).toEqual({
    verdict: 'rejected',
    reason: 'secret-missing',
    sentence:
      'The signing secret of Calendly cannot be opened now, so nothing could be verified. Unlock the secrets on the Settings page; the sender was told to try again.',
  })
})

test('a delivery that we fail on is kept with its reason, answered 2xx, and costs its neighbours nothing', async () => {
  const { port, store } = await buildTestReceiver({ providers: withFragile })
  const bodies = [
    bookingOf(1),
    { ...bookingOf(2), failWhile: 'applying' },
    bookingOf(3),
    { ...bookingOf(4), failWhile: 'reading' },
    bookingOf(5),
  ]
  const replies = await Promise.all(bodies.map((body) => send(port, signed('calendly', body))))
  expect(replies.map(({ status }) => status)).toEqual([200, 202, 200, 202, 200])
  expect(findAppointments(store.read, 'person', NOON, 20)).toHaveLength(3)
  const failed = findDelivery(store.read, replies[1]?.json?.['event_id'] as number)
  expect(failed).toMatchObject({ verdict: 'failed', providerEvent: 'invitee.created', changes: [] })
  expect(failed?.sentence).toMatch(
    /^Authentic and kept, but Deskbell failed on it: RangeError: .+ It is tried again when the provider sends it again\.$/,
  )
  expect(JSON.parse(failed?.bodyText ?? '')).toEqual(bodies[1])
  expect(getDeskCounts(store.read).toLookAt).toBe(2)
})

test('deliveries that come in the same moment share one commit, also with one among them that we fail on', async () => {
  const { store, writer, receive } = await buildTestReceiver({ providers: withFragile })
  const bodies = [bookingOf(1), { ...bookingOf(2), failWhile: 'applying' }, bookingOf(3), bookingOf(1)]
  const answers = await Promise.all(bodies.map((body) => receive.receive(fragile, arrivalOf(signed('calendly', body)))))
  expect([answers.map(({ status }) => status), verdictsIn(store), writer.counts()]).toEqual([
    [200, 202, 200, 200],
    ['accepted', 'failed', 'accepted', 'duplicate'],
    { commits: 1, jobs: 4, failedCommits: 0 },
  ])
})

test('a delivery that we failed on is applied when it comes again and we can, under its first id', async () => {
  const store = temporaryStore()
  const failing = await buildTestReceiver({
    store,
    providers: {
      ...providers,
      calendly: { ...fragile, read: (body, context) => fragile.read({ ...(body as object), failWhile: 'applying' }, context) },
    },
  })
  const first = await send(failing.port, signed('calendly', booking))
  const again = await send(failing.port, signed('calendly', booking))
  const mended = await buildTestReceiver({ store })
  const applied = await send(mended.port, signed('calendly', booking))
  const last = await send(mended.port, signed('calendly', booking))
  expect([first, again, applied, last].map(({ status, json }) => [status, json?.['event_id'], json?.['duplicate']])).toEqual([
    [202, 1, undefined],
    [200, 1, true],
    [200, 1, true],
    [200, 1, true],
  ])
  expect(verdictsIn(store)).toEqual(['failed', 'duplicate', 'accepted', 'duplicate'])
  expect(findAppointments(store.read, 'john', NOON, 20)).toHaveLength(1)
  expect(getDeskCounts(store.read).toLookAt).toBe(0)
})

test('what is not JSON is kept byte for byte, and the same bytes again are a duplicate', async () => {
  const { port, store } = await buildTestReceiver()
  const bytes = Buffer.from([0x00, 0xff, 0x41])
  await send(port, signed('cal-com', bytes))
  await send(port, signed('cal-com', bytes))
  expect(verdictsIn(store)).toEqual(['quarantined', 'duplicate'])
  expect(findDelivery(store.read, 1)).toMatchObject({ bodyText: null, bodyBase64: bytes.toString('base64'), duplicates: 1 })
})

test('a full disk is answered 503, and the delivery that comes again is stored when there is space', async () => {
  const { port, store } = await buildTestReceiver()
  const pages = scalar<number>(store.write, 'PRAGMA page_count')
  store.write.database.pragma(`max_page_count = ${pages}`)
  // Padding, so that the row cannot fit into a page that is there already.
  const large = { ...booking, padding: 'x'.repeat(100_000) }
  const full = await send(port, signed('calendly', large))
  expect([full.status, full.headers['retry-after'], verdictsIn(store)]).toEqual([503, '5', []])
  store.write.database.pragma('max_page_count = 1000000')
  const later = await send(port, signed('calendly', large))
  expect([later.status, verdictsIn(store)]).toEqual([200, ['accepted']])
})

test('in a flood a wrong content type is still told so, and the log stays bounded', async () => {
  const { port, store } = await buildTestReceiver()
  stopClock(NOON)
  const { path } = signed('calendly', booking)
  const asText = { path, headers: { 'content-type': 'text/plain' }, body: '{}' }
  const replies = await Promise.all(Array.from({ length: 30 }, () => send(port, asText)))
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([415]))
  expect(listDeliveries(store.read, everything, null, 500).rows.map(({ reason }) => reason)).toEqual([
    'flood',
    ...Array<string>(10).fill('type'),
  ])
})

test('a flood of wrong signatures is logged within bounds, counted beyond, and costs no valid delivery', async () => {
  const { port, store, receive } = await buildTestReceiver()
  const clock = stopClock(NOON)
  const statuses: number[] = []
  for (let index = 0; index < 100; index += 1) {
    clock.pass(9)
    statuses.push((await send(port, signed('calendly', booking, { secret: 'a wrong secret of length' }))).status)
  }
  const valid = await send(port, signed('calendly', booking))
  expect(valid.status).toBe(200)
  expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(90).fill(429)])
  expect(receive.onlyCounted('calendly')).toBe(90)
  expect(listDeliveries(store.read, { ...everything, verdicts: ['rejected'] }, null, 500).rows.map(({ reason }) => reason)).toEqual([
    'flood',
    ...Array<string>(10).fill('signature'),
  ])
})

test('of refused deliveries the oldest go, each provider keeps its own', async () => {
  let nowMs = NOON
  const { port, store, writer } = await buildTestReceiver({ now: () => nowMs })
  // The budget goes by this process's clock: 600 come faster than it lets them.
  const { guards } = getSettings(store.read)
  saveSettings(store.write, { guards: { ...guards, failuresPerSecond: 1_000, failuresPerMinute: 10_000 } })
  await send(port, signed('cal-com', booking, { secret: 'a wrong secret of length' }))
  for (let index = 0; index < 600; index += 1) {
    nowMs += 61_000
    await send(port, signed('calendly', booking, { secret: 'a wrong secret of length', nowMs }))
  }
  // Pruning waits for nobody; what is submitted after it is committed after it.
  await writer.submit(() => undefined)
  const counts = {
    calendly: listDeliveries(store.read, { ...everything, providers: ['calendly'] }, null, 1).total,
    calCom: listDeliveries(store.read, { ...everything, providers: ['cal-com'] }, null, 1).total,
  }
  expect(counts).toEqual({ calendly: 500, calCom: 1 })
})

test('a refused body is kept whole, and the oldest go once all of them together are too large', async () => {
  const { port, store, writer } = await buildTestReceiver()
  saveSettings(store.write, { keep: { ...getSettings(store.read).keep, refusedMegabytes: 1 } })
  for (let index = 0; index < 6; index += 1)
    await send(port, signed('calendly', 'x'.repeat(250_000), { secret: 'a wrong secret of length' }))
  await writer.submit(() => undefined)
  const kept = [1, 2, 3, 4, 5, 6].map((id) => findDelivery(store.read, id)?.bodyText?.length ?? null)
  expect({ kept, usage: refusedUsage(store.read) }).toEqual({
    kept: [null, 250_000, 250_000, 250_000, 250_000, 250_000],
    usage: { deliveries: 6, bytes: 1_250_000 },
  })
  expect(findDelivery(store.read, 2)).toMatchObject({ bodySize: 250_000, bodyTruncated: false })
})

test('credentials are masked before they are kept', async () => {
  const { port, store } = await buildTestReceiver()
  const secrets = { authorization: 'Bearer hunter2', 'x-api-key': 'hunter2', cookie: 'a=hunter2', 'x-deskbell-origin': 'hunter2' }
  await send(port, signed('calendly', booking, { headers: secrets }))
  const kept = findDelivery(store.read, 1)?.headers ?? []
  expect(Object.fromEntries(kept.filter(([name]) => name in secrets))).toEqual({
    authorization: '•••',
    'x-api-key': '•••',
    cookie: '•••',
    'x-deskbell-origin': '•••',
  })
  expect(JSON.stringify(kept)).not.toContain('hunter2')
})

test('a test is marked, counted nowhere, removed in one go, and never touches the real appointment with the same id', async () => {
  const { port, store, marks } = await buildTestReceiver()
  await send(port, signed('calendly', booking))
  const test = await send(
    port,
    signed('calendly', booking, { headers: { 'x-deskbell-origin': marks.issue({ origin: 'test', secret: null }) } }),
  )
  const real = findAppointment(store.read, 1)
  expect([test.status, test.json?.['duplicate']]).toEqual([200, undefined])
  expect(
    findAppointments(store.read, 'john', NOON, 20)
      .map(({ origin }) => origin)
      .toSorted(),
  ).toEqual(['real', 'test'])
  expect(getDeskCounts(store.read)).toEqual({
    lastDelivery: { id: 1, provider: 'calendly', receivedAtMs: NOON, verdict: 'accepted' },
    toLookAt: 0,
    sampleCount: 0,
    testCount: 1,
    anyDelivery: true,
  })
  expect(removeOrigin(store.write, 'test', NOON)).toEqual({ deliveries: 1, appointments: 1 })
  expect(findAppointment(store.read, 1)).toEqual(real)
  expect(listHosts(store.read).map(({ origin }) => origin)).toEqual(['real'])
})

test('a mark that nobody issued, or that was used before, marks nothing', async () => {
  const { port, store, marks } = await buildTestReceiver()
  const mark = marks.issue({ origin: 'sample', secret: null })
  await send(port, signed('calendly', bookingOf(1), { headers: { 'x-deskbell-origin': mark } }))
  await send(port, signed('calendly', bookingOf(2), { headers: { 'x-deskbell-origin': mark } }))
  await send(port, signed('calendly', bookingOf(3), { headers: { 'x-deskbell-origin': 'test' } }))
  const origins = listDeliveries(store.read, everything, null, 10).rows.map(({ origin }) => origin)
  expect(origins).toEqual(['real', 'real', 'sample'])
})

test("a sample's own secret verifies that one sample and no more", async () => {
  const { port, marks } = await buildTestReceiver({ closed: ['calendly'] })
  const secret = 'only for this one sample'
  const mark = marks.issue({ origin: 'sample', secret })
  const sample = { ...signed('calendly', booking, { secret, headers: { 'x-deskbell-origin': mark } }) }
  expect([(await send(port, sample)).status, (await send(port, sample)).status]).toEqual([200, 401])
})

test('a reschedule links the old appointment and the new one, in either order', async () => {
  const [old, next] = [
    fixture('calendly/composed-reschedule-1-canceled-old.json'),
    fixture('calendly/composed-reschedule-2-created-new.json'),
  ]
  for (const order of [
    [old, next],
    [next, old],
  ]) {
    const { port, store } = await buildTestReceiver()
    for (const body of order) await send(port, signed('calendly', body))
    const linked = [1, 2].map((id) => findAppointment(store.read, id)).toSorted((a, b) => (a?.status ?? '').localeCompare(b?.status ?? ''))
    const [moved, replaced] = linked
    expect([moved?.status, moved?.movedFrom?.id, replaced?.status, replaced?.movedTo?.id]).toEqual([
      'scheduled',
      replaced?.id,
      'superseded',
      moved?.id,
    ])
  }
})

test('a form without booking makes a client in the stage lead, and no appointment', async () => {
  const { port, store } = await buildTestReceiver()
  await send(port, signed('calendly', fixture('calendly/composed-routing-form-submission.json')))
  expect(findDelivery(store.read, 1)).toMatchObject({ verdict: 'accepted', changes: [{ appointmentId: null, kind: 'lead' }] })
  expect([scalar(store.read, 'SELECT stage FROM clients'), scalar(store.read, 'SELECT count(*) FROM appointments')]).toEqual(['lead', 0])
})

test('a client and a host are recognised without regard to case', async () => {
  const { port, store } = await buildTestReceiver()
  await send(port, signed('calendly', bookingOf(1)))
  await send(port, signed('calendly', { ...bookingOf(2), payload: { ...bookingOf(2).payload, email: 'PERSON1@Example.COM' } }))
  expect([scalar(store.read, 'SELECT count(*) FROM clients'), scalar(store.read, 'SELECT count(*) FROM hosts')]).toEqual([1, 1])
})

test("a provider's card counts what was refused lately, and why", async () => {
  const { port, store } = await buildTestReceiver()
  await send(port, signed('calendly', booking))
  await send(port, signed('calendly', booking, { secret: 'a wrong secret of length' }))
  expect(getProviderActivity(store.read, 'calendly', NOON - 1)).toEqual({
    lastDelivery: { id: 2, receivedAtMs: NOON, verdict: 'rejected', reason: 'signature' },
    lastAcceptedAtMs: NOON,
    refusedLately: {
      count: 1,
      sentence: 'The signature was made with a different secret, or the body was changed on the way.',
      deliveryId: 2,
    },
  })
})

test('closing lets the delivery under way end and stores it', async () => {
  const { app, port, store, writer } = await buildTestReceiver()
  const underWay = send(port, signed('calendly', booking))
  await new Promise<void>((resolve) => app.server.once('request', () => resolve()))
  await app.close()
  await writer.close()
  expect([(await underWay).status, verdictsIn(store)]).toEqual([200, ['accepted']])
})

test('a form without an e-mail and the booking that it led to are of one client, whichever comes first', async () => {
  const form = fixture('calendly/composed-routing-form-submission.json')
  const booked = { ...booking, payload: { ...booking.payload, routing_form_submission: form.payload.uri } }
  for (const order of [
    [form, booked],
    [booked, form],
  ]) {
    const { port, store } = await buildTestReceiver()
    for (const body of order) await send(port, signed('calendly', body))
    expect(prepared(store.read, 'SELECT email, name, stage FROM clients').all()).toEqual([
      { email: 'john.doe@example.com', name: 'John Doe', stage: 'booked' },
    ])
  }
})
