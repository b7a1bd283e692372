import { expect, onTestFinished, test } from 'vitest'
import { readInternet } from '../../src/main/internet.ts'
import { eventually } from '../support/eventually.ts'
import { createStandInCalendly } from '../support/stand-ins/calendly.ts'
import { startTestDesk } from '../unit/desk/test-desk.ts'

const DAY = 86_400_000
const publicAddress = 'https://desk.example.com'
const callback = `${publicAddress}/api/webhooks/calendly`
const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.com`, timeZone: 'Europe/London' })
const everything = {
  startMs: 0,
  endMs: Date.UTC(2100, 0, 1),
  sources: null,
  types: null,
  statuses: null,
  hostIds: null,
  search: null,
}

async function office() {
  const calendly = await createStandInCalendly()
  onTestFinished(() => calendly.close())
  const internet = readInternet(JSON.stringify({ calendly: calendly.url, publicAddresses: calendly.url }))
  return { calendly, internet }
}

test('connecting in the window fills the calendar, and a refused token says why', async () => {
  const { calendly, internet } = await office()
  const soon = Date.now() + DAY
  calendly.account.book({ person: person('Ada'), startMs: soon })
  const { desk, entries } = await startTestDesk({ internet })
  await desk.settings.update({ publicAddress })
  const wrong = { provider: 'calendly', token: 'not-a-token-of-anybody', apiUrl: null, scope: null } as const
  await expect(desk.connections.connect(wrong)).rejects.toMatchObject({
    code: 'REFUSED',
    data: { reason: 'token-refused', status: 401 },
  })
  const connected = await desk.connections.connect({ ...wrong, token: calendly.token })
  expect(connected).toMatchObject({ subscription: 'made', backfill: { outcome: 'done', changed: 1 } })
  expect((await desk.appointments.list(everything)).map(({ startMs, source }) => ({ startMs, source }))).toEqual([
    { startMs: soon, source: 'calendly' },
  ])
  const [card] = await desk.connections.list()
  expect(card).toMatchObject({
    token: { readable: true },
    account: { email: 'dana.whitfield@office.example' },
    subscription: { state: 'active', callbackUrl: callback },
    lastReading: { outcome: 'done' },
  })
  expect(JSON.stringify(entries)).not.toContain(calendly.token)
})

test('what happened at Calendly while the desk was closed is there after the next start, and the subscription works again', async () => {
  const { calendly, internet } = await office()
  const soon = Date.now() + DAY
  const [kept, cancelled, moved] = ['Ada', 'Ben', 'Cleo'].map((name, index) =>
    calendly.account.book({ person: person(name), startMs: soon + index * 3_600_000 }),
  ) as [Invitee, Invitee, Invitee]
  const first = await startTestDesk({ internet })
  await first.desk.settings.update({ publicAddress })
  await first.desk.connections.connect({ provider: 'calendly', token: calendly.token, apiUrl: null, scope: null })
  await first.close()
  calendly.account.cancel(cancelled.uri)
  const later = calendly.account.reschedule(moved.uri, { startMs: soon + 2 * DAY })
  const added = calendly.account.book({ person: person('Dora'), startMs: soon + DAY })
  calendly.outbox.lose()
  calendly.disableSubscription()
  const { desk } = await startTestDesk({ internet, dataDir: first.dataDir })
  await eventually(async () => {
    const found = await desk.appointments.list(everything)
    expect(Object.fromEntries(found.map(({ externalId, status }) => [externalId, status]))).toEqual({
      [kept.uri]: 'scheduled',
      [cancelled.uri]: 'cancelled',
      [moved.uri]: 'superseded',
      [later.uri]: 'scheduled',
      [added.uri]: 'scheduled',
    })
  })
  expect(calendly.subscriptions.map(({ callbackUrl, state }) => ({ callbackUrl, state }))).toEqual([
    { callbackUrl: callback, state: 'active' },
  ])
})

test('telling no-shows is off until it is switched on, and disconnecting forgets the token', async () => {
  const { calendly, internet } = await office()
  const { desk } = await startTestDesk({ internet })
  await desk.connections.connect({ provider: 'calendly', token: calendly.token, apiUrl: null, scope: 'organization' })
  const before = (await desk.connections.list()).map(({ writeBack }) => writeBack)
  await desk.connections.setWriteBack({ provider: 'calendly', enabled: true })
  const [card] = await desk.connections.list()
  const { subscriptionRemoved } = await desk.connections.disconnect({ provider: 'calendly', removeSubscription: true })
  const [left] = await desk.connections.list()
  expect({ before, now: card?.writeBack, scope: card?.scope, subscriptionRemoved, token: left?.token }).toEqual({
    before: [false, false, null],
    now: true,
    scope: 'organization',
    subscriptionRemoved: false,
    token: null,
  })
  expect(await desk.connections.read({ provider: 'calendly' })).toEqual({ outcome: 'no-token', changed: 0, subscription: null })
})

test('a no-show that is marked in the window waits to be told, and is taken back with it', async () => {
  const { calendly, internet } = await office()
  calendly.account.book({ person: person('Ada'), startMs: Date.now() - 3_600_000 })
  const { desk } = await startTestDesk({ internet })
  await desk.connections.connect({ provider: 'calendly', token: calendly.token, apiUrl: null, scope: null })
  await desk.connections.setWriteBack({ provider: 'calendly', enabled: true })
  const id = (await desk.appointments.list(everything))[0]!.id
  const told = async () => (await desk.appointments.get({ id })).writeBacks.map(({ what, outcome }) => ({ what, outcome }))
  const { gestureId } = await desk.appointments.mark({ id, mark: 'no_show', reason: null })
  await eventually(async () => expect(await told()).toEqual([{ what: 'no_show', outcome: null }]))
  await desk.appointments.undo({ gestureId: gestureId! })
  await eventually(async () => expect(await told()).toEqual([{ what: 'no_show', outcome: 'taken-back' }]))
  expect(calendly.account.invitees[0]?.noShow).toBeNull()
})

type Invitee = ReturnType<Awaited<ReturnType<typeof office>>['calendly']['account']['book']>
