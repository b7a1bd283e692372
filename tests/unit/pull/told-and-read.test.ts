import { describe, expect, onTestFinished, test } from 'vitest'
import { createReceive } from '../../../src/main/ingest/receive.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import { findAppointment } from '../../../src/main/store/appointment-details.ts'
import { createStandInCalCom } from '../../support/stand-ins/cal-com.ts'
import { createStandInCalendly } from '../../support/stand-ins/calendly.ts'
import type { Push } from '../../support/stand-ins/common/outbox.ts'
import { arrivalOf } from '../../support/test-receiver.ts'
import { NOON } from '../../support/temporary.ts'
import { OFFICE, pullDesk } from './pull-desk.ts'

const [MINUTE, HOUR] = [60_000, 3_600_000]
const DAY = 24 * HOUR
const ada = { name: 'Ada Lovelace', email: 'ada@example.com', timeZone: 'Europe/London' }
const ben = { name: 'Ben Carter', email: 'ben@example.com', timeZone: 'Europe/Berlin' }
const signingKey = 'a-signing-key-of-the-office'

type Step = (account: Account) => void
/** What both providers' pages offer, in the same words. */
interface Account {
  book(): void
  move(): void
  cancel(): void
  miss(): void
}

/** One booking of an hour ago, and what became of it. */
const stories: Record<string, readonly Step[]> = {
  'a booking': [(account) => account.book()],
  'a cancelled booking': [(account) => account.book(), (account) => account.cancel()],
  'a moved booking': [(account) => account.book(), (account) => account.move()],
  'one that nobody came to': [(account) => account.book(), (account) => account.miss()],
}

async function calendlyWorld(now: () => number) {
  const calendly = await createStandInCalendly({ now })
  onTestFinished(() => calendly.close())
  calendly.subscribe({ callbackUrl: `${OFFICE}/api/webhooks/calendly`, signingKey, events: [...everyEvent] })
  const { account } = calendly
  const last = () => account.invitees.at(-1)!.uri
  return {
    provider: 'calendly' as const,
    internet: { calendly: calendly.url },
    token: calendly.token,
    outbox: calendly.outbox,
    account: {
      book: () => void account.book({ person: ada, startMs: NOON - HOUR }),
      move: () => void account.reschedule(last(), { startMs: NOON + DAY }),
      cancel: () => account.cancel(last(), { by: 'invitee', reason: 'Ill' }),
      miss: () => void account.markNoShow(last()),
    },
  }
}

async function calComWorld(now: () => number) {
  const calCom = await createStandInCalCom({ now })
  onTestFinished(() => calCom.close())
  calCom.subscribe({ subscriberUrl: `${OFFICE}/api/webhooks/cal-com`, secret: signingKey })
  const { account } = calCom
  const last = () => account.bookings.at(-1)!.uid
  return {
    provider: 'cal-com' as const,
    internet: { calCom: calCom.url },
    token: calCom.token,
    outbox: calCom.outbox,
    account: {
      book: () => void account.book({ person: ada, guests: [ben], startMs: NOON - HOUR }),
      move: () => void account.reschedule(last(), NOON + DAY),
      cancel: () => account.cancel(last(), { by: ada.email, reason: 'Ill' }),
      miss: () =>
        account.markAbsent(
          last(),
          [ada, ben].map(({ email }) => ({ email, absent: true })),
        ),
    },
  }
}

const everyEvent = ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted'] as const

async function happened(openWorld: typeof calendlyWorld | typeof calComWorld, story: readonly Step[]) {
  let nowMs = NOON - 2 * HOUR
  const now = () => nowMs
  const world = await openWorld(now)
  const { provider, internet, token, account, outbox } = world
  const desk = await pullDesk({ now, internet })
  await desk.vault.setSecret(provider, signingKey, null)
  await desk.giveToken(provider, token)
  const { receive } = createReceive({
    writer: desk.writer,
    endpointOf: () => ({ scheme: schemes[providers[provider].schemes[0]], isLocked: false, secrets: desk.vault.secretsFor(provider) }),
    settings: desk.settings.settings,
    takeMark: () => null,
  })
  const deliver = async (pushes: readonly Push[]): Promise<void> => {
    for (const { body, headers } of pushes) {
      const sending = { path: providers[provider].paths[0], headers: { 'content-type': 'application/json', ...headers(nowMs) }, body }
      const { status } = await receive(providers[provider], { ...arrivalOf(sending), receivedAtMs: nowMs })
      expect(status).toBe(200)
    }
  }
  // Where somebody can be marked as absent the time has come.
  for (const step of story) {
    step(account)
    nowMs += 2 * HOUR
  }
  const pushes = [...outbox.waiting]
  nowMs += MINUTE
  const shown = () =>
    desk
      .cards()
      .map(({ id }) => findAppointment(desk.store.read, id)!)
      .map(({ externalId, status, details: { metadata: _passedAlong, ...details }, cancellation }) => ({
        externalId,
        status,
        details,
        cancellation,
      }))
      .sort((a, b) => (a.externalId < b.externalId ? -1 : 1))
  return { ...desk, provider, deliver, pushes, shown, pass: (ms: number) => void (nowMs += ms) }
}

describe.each([
  ['Calendly', calendlyWorld],
  ['Cal.com', calComWorld],
] as const)('%s', (_name, openWorld) => {
  describe.each(Object.entries(stories))('%s', (_what, story) => {
    test('that was told is found by a reading as it is known', async () => {
      const { provider, deliver, pushes, read, shown, entries } = await happened(openWorld, story)
      await deliver(pushes)
      const before = shown()
      const { outcome, changed } = await read(provider)
      expect(shown()).toEqual(before)
      expect({ outcome, changed, entries }).toEqual({ outcome: 'done', changed: 0, entries: [] })
    })

    test('that was read is the same when it was told late, in whatever order', async () => {
      const { provider, deliver, pushes, read, shown, pass } = await happened(openWorld, story)
      await read(provider)
      pass(MINUTE)
      const before = shown().map(({ externalId, status }) => ({ externalId, status }))
      await deliver(pushes.toReversed())
      await deliver(pushes)
      expect(shown().map(({ externalId, status }) => ({ externalId, status }))).toEqual(before)
      pass(MINUTE)
      expect((await read(provider)).changed).toBe(0)
    })
  })
})
