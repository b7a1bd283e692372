import { expect, onTestFinished, test } from 'vitest'
import { ConnectRefusedError } from '../../../src/main/pull/connect.ts'
import { createStandInCalCom } from '../../support/stand-ins/cal-com.ts'
import { createStandInCalendly } from '../../support/stand-ins/calendly.ts'
import { NOON } from '../../support/temporary.ts'
import { OFFICE, pullDesk } from './pull-desk.ts'

const DAY = 24 * 3_600_000
const ada = { name: 'Ada Lovelace', email: 'ada@example.com', timeZone: 'Europe/London' }
const callback = `${OFFICE}/api/webhooks/calendly`
const ownKey = 'a-signing-key-of-the-office'

async function calendlyDesk({ publicUrl = () => OFFICE }: { readonly publicUrl?: () => string | null } = {}) {
  const calendly = await createStandInCalendly({ now: () => NOON })
  onTestFinished(() => calendly.close())
  const desk = await pullDesk({ internet: { calendly: calendly.url }, publicUrl })
  const connect = (token = calendly.token, scope: 'user' | 'organization' | null = null) =>
    desk.pull.connect({ provider: 'calendly', token, apiUrl: null, scope })
  const currentKey = () => desk.vault.secretsFor('calendly').find(({ key }) => key === 'current')?.secret
  const subscriptions = () => calendly.subscriptions.map(({ callbackUrl, state }) => ({ callbackUrl, state }))
  const connection = () => desk.pull.connections().find(({ provider }) => provider === 'calendly')!
  return { ...desk, calendly, connect, currentKey, subscriptions, connection }
}

test('connecting makes the subscription with a key that is taken from now on, and reads thirty days back', async () => {
  const { calendly, connect, currentKey, connection, cards } = await calendlyDesk()
  calendly.account.book({ person: ada, startMs: NOON + DAY })
  const connected = await connect()
  const [subscription] = calendly.subscriptions
  expect(connected).toEqual({
    account: { name: 'Dana Whitfield', email: 'dana.whitfield@office.example' },
    subscription: 'made',
    ping: 'arrived',
    backfill: { outcome: 'done', changed: 1, days: 30 },
  })
  expect(subscription).toMatchObject({ callbackUrl: callback, state: 'active', scope: 'user' })
  expect(subscription?.signingKey).toBe(currentKey())
  expect(cards()).toHaveLength(1)
  expect(connection()).toMatchObject({
    token: { lastFour: calendly.token.slice(-4), readable: true },
    scope: 'user',
    subscription: { state: 'active', callbackUrl: callback },
    lastReading: { cause: 'connected', outcome: 'done', changed: 1 },
    writeBack: false,
  })
})

test('the key before still counts for a day after another was generated', async () => {
  const { vault, connect } = await calendlyDesk()
  await vault.setSecret('calendly', ownKey, null)
  await connect()
  expect(vault.secretsFor('calendly').map(({ key, secret }) => ({ key, isOwn: secret === ownKey }))).toEqual([
    { key: 'current', isOwn: false },
    { key: 'previous', isOwn: true },
  ])
  expect(vault.summarize('calendly').previousSecret?.untilMs).toBe(NOON + DAY)
})

test('a subscription of one’s own that is at work stays as it is', async () => {
  const { vault, calendly, connect, currentKey } = await calendlyDesk()
  await vault.setSecret('calendly', ownKey, null)
  calendly.subscribe({ callbackUrl: callback, signingKey: ownKey, events: [...everyEvent] })
  const { subscription } = await connect()
  expect({ subscription, key: currentKey(), count: calendly.subscriptions.length }).toEqual({ subscription: 'kept', key: ownKey, count: 1 })
})

test('a subscription that was disabled is made again when connecting', async () => {
  const { calendly, connect, subscriptions } = await calendlyDesk()
  calendly.subscribe({ callbackUrl: callback, signingKey: ownKey })
  calendly.disableSubscription()
  const { subscription } = await connect()
  expect({ subscription, all: subscriptions() }).toEqual({ subscription: 'renewed', all: [{ callbackUrl: callback, state: 'active' }] })
})

test('without a public address only reading works, and it is said', async () => {
  const { calendly, connect, currentKey } = await calendlyDesk({ publicUrl: () => null })
  const { subscription, ping, backfill } = await connect()
  expect({ subscription, ping, outcome: backfill.outcome, made: calendly.subscriptions.length, key: currentKey() }).toEqual({
    subscription: 'no-address',
    ping: 'none',
    outcome: 'done',
    made: 0,
    key: undefined,
  })
})

test('a token that is refused changes nothing', async () => {
  const { vault, calendly, connect, connection, currentKey } = await calendlyDesk()
  await vault.setSecret('calendly', ownKey, null)
  const refused = await refusalOf(connect('no token of anybody'))
  expect(refused).toEqual({ reason: 'token-refused', status: null })
  expect(await refusalOf(connect('not-a-token-of-anybody'))).toEqual({ reason: 'token-refused', status: 401 })
  expect({ token: connection().token, key: currentKey(), made: calendly.subscriptions.length }).toEqual({
    token: null,
    key: ownKey,
    made: 0,
  })
})

test('a plan without webhooks is told so, and the signing secrets are as they were', async () => {
  const { vault, calendly, connect, connection } = await calendlyDesk()
  await vault.setSecret('calendly', 'the-key-before-that-one', null)
  await vault.setSecret('calendly', ownKey, NOON + DAY)
  calendly.setPlan('no-webhooks')
  expect(await refusalOf(connect())).toEqual({ reason: 'plan', status: 403 })
  expect(vault.secretsFor('calendly')).toEqual([
    { key: 'current', secret: ownKey },
    { key: 'previous', secret: 'the-key-before-that-one' },
  ])
  expect(connection().token).toBeNull()
})

test('a plan without forms is subscribed to everything else of the organization', async () => {
  const { calendly, connect } = await calendlyDesk()
  calendly.setPlan('free')
  expect((await connect(calendly.token, 'organization')).subscription).toBe('made')
  expect(calendly.subscriptions[0]?.events).toEqual([
    'invitee.created',
    'invitee.canceled',
    'invitee_no_show.created',
    'invitee_no_show.deleted',
  ])
})

test('a subscription of which only the answer was lost does not stay with a key that nobody keeps', async () => {
  const { vault, calendly, connect, currentKey } = await calendlyDesk()
  await vault.setSecret('calendly', ownKey, null)
  calendly.faults.add({ match: /POST \/webhook_subscriptions/, status: null, carriesOut: true })
  expect(await refusalOf(connect())).toEqual({ reason: 'offline', status: null })
  expect({ left: calendly.subscriptions.length, key: currentKey() }).toEqual({ left: 0, key: ownKey })
  const { subscription } = await connect()
  expect({ subscription, isKnown: calendly.subscriptions[0]?.signingKey === currentKey() }).toEqual({ subscription: 'made', isKnown: true })
})

test('a provider that cannot be reached changes nothing', async () => {
  const { calendly, connect, connection } = await calendlyDesk()
  const { token } = calendly
  calendly.faults.add({ match: /GET/, status: 503, headers: { 'retry-after': '120' } })
  expect(await refusalOf(connect(token))).toEqual({ reason: 'failed', status: 503 })
  expect(connection().token).toBeNull()
})

test('a reading makes a disabled subscription again with the key in use, and says so', async () => {
  const { calendly, connect, read, currentKey, subscriptions } = await calendlyDesk()
  await connect()
  const key = currentKey()
  calendly.disableSubscription()
  const { subscription, wasDisabled } = await read('calendly', { cause: 'gap' })
  expect({ subscription, wasDisabled, all: subscriptions(), sameKey: calendly.subscriptions[0]?.signingKey === key }).toEqual({
    subscription: 'renewed',
    wasDisabled: true,
    all: [{ callbackUrl: callback, state: 'active' }],
    sameKey: true,
  })
})

test('a reading makes a subscription that is missing', async () => {
  const { vault, calendly, giveToken, read, subscriptions } = await calendlyDesk()
  await vault.setSecret('calendly', ownKey, null)
  await giveToken('calendly', calendly.token)
  const result = await read('calendly')
  expect({ result: result.subscription, all: subscriptions(), key: calendly.subscriptions[0]?.signingKey }).toEqual({
    result: 'renewed',
    all: [{ callbackUrl: callback, state: 'active' }],
    key: ownKey,
  })
})

test('a subscription that points to another address is named, left alone, and moved when that is asked for', async () => {
  let address = OFFICE
  const { connect, read, connection, pull, subscriptions } = await calendlyDesk({ publicUrl: () => address })
  await connect()
  address = 'https://elsewhere.example.com'
  const named = connection().subscription?.state
  await read('calendly')
  const found = { state: connection().subscription?.state, all: subscriptions() }
  const moved = await pull.moveSubscription('calendly')
  expect({ named, found, moved, all: subscriptions(), state: connection().subscription?.state }).toEqual({
    named: 'elsewhere',
    found: { state: 'elsewhere', all: [{ callbackUrl: callback, state: 'active' }] },
    moved: true,
    all: [{ callbackUrl: 'https://elsewhere.example.com/api/webhooks/calendly', state: 'active' }],
    state: 'active',
  })
})

test('moving leaves a subscription that somebody else made where it is', async () => {
  const { calendly, connect, pull, subscriptions } = await calendlyDesk()
  calendly.subscribe({ callbackUrl: 'https://somebody.example.com/hook', signingKey: 'a-signing-key-of-somebody' })
  await connect()
  const before = subscriptions()
  expect([await pull.moveSubscription('calendly'), subscriptions()]).toEqual([true, before])
})

test('disconnecting forgets the token, and removes the subscription if asked', async () => {
  const { calendly, connect, connection, pull, currentKey } = await calendlyDesk()
  await connect()
  const removed = await pull.disconnect('calendly', true)
  expect({ removed, token: connection().token, left: calendly.subscriptions.length, hasKey: currentKey() !== undefined }).toEqual({
    removed: true,
    token: null,
    left: 0,
    hasKey: true,
  })
})

test('Cal.com is connected by its key: a webhook for bookings and meetings, and what it holds', async () => {
  const calCom = await createStandInCalCom({ now: () => NOON })
  onTestFinished(() => calCom.close())
  const { pull, vault, cards } = await pullDesk({ internet: { calCom: calCom.url } })
  calCom.account.book({ person: ada, startMs: NOON + DAY })
  const connected = await pull.connect({ provider: 'cal-com', token: calCom.token, apiUrl: null, scope: null })
  const [webhook] = calCom.webhooks
  expect(connected).toMatchObject({ subscription: 'made', ping: 'none', backfill: { outcome: 'done', changed: 1 } })
  expect(webhook).toMatchObject({ subscriberUrl: `${OFFICE}/api/webhooks/cal-com`, active: true })
  expect(vault.secretsFor('cal-com').map(({ secret }) => secret)).toEqual([webhook?.secret])
  expect(cards()).toHaveLength(1)
})

test('a webhook that was switched off at Cal.com is on again after a reading', async () => {
  const calCom = await createStandInCalCom({ now: () => NOON })
  onTestFinished(() => calCom.close())
  const { pull, read } = await pullDesk({ internet: { calCom: calCom.url } })
  await pull.connect({ provider: 'cal-com', token: calCom.token, apiUrl: null, scope: null })
  calCom.disableSubscription()
  const { subscription, wasDisabled } = await read('cal-com')
  expect({ subscription, wasDisabled, active: calCom.webhooks.map(({ active }) => active) }).toEqual({
    subscription: 'renewed',
    wasDisabled: true,
    active: [true],
  })
})

const everyEvent = ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted'] as const

async function refusalOf(connecting: Promise<unknown>) {
  const error = await connecting.catch((thrown: unknown) => thrown)
  if (!(error instanceof ConnectRefusedError)) throw new Error('it was not refused', { cause: error })
  return { reason: error.reason, status: error.status }
}
