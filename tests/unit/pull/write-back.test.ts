import { expect, onTestFinished, test } from 'vitest'
import { markAppointment, undoGesture } from '../../../src/main/gestures/mark.ts'
import { listConnectionConditions } from '../../../src/main/health/connection-conditions.ts'
import { createReceive } from '../../../src/main/ingest/receive.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import { findAppointment } from '../../../src/main/store/appointment-details.ts'
import { prepared } from '../../../src/main/store/db.ts'
import { findNewestHistoryId } from '../../../src/main/store/newest-history.ts'
import { saveSettings } from '../../../src/main/store/settings.ts'
import { createStandInCalCom } from '../../support/stand-ins/cal-com.ts'
import { createStandInCalendly } from '../../support/stand-ins/calendly.ts'
import type { DeskMark, TokenProviderId } from '../../../src/shared/words.ts'
import { arrivalOf } from '../../support/test-receiver.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'
import { pullDesk } from './pull-desk.ts'

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000]
const ada = { name: 'Ada Lovelace', email: 'ada@example.com', timeZone: 'Europe/London' }
const signingKey = 'a-signing-key-of-the-office'
const everyEvent = ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted']

/** One appointment of an hour ago, read from Calendly, and the desk tells Calendly of no-shows. */
async function missedAtCalendly({ isOn = true } = {}) {
  let nowMs = NOON - HOUR
  const now = () => nowMs
  const calendly = await createStandInCalendly({ now, takesLocalCallbacks: true })
  onTestFinished(() => calendly.close())
  const store = temporaryStore()
  const desk = await pullDesk({ store, now, internet: { calendly: calendly.url } })
  await desk.vault.setSecret('calendly', signingKey, null)
  calendly.subscribe({ callbackUrl: 'https://desk.example.com/api/webhooks/calendly', signingKey, events: everyEvent })
  await desk.giveToken('calendly', calendly.token)
  const invitee = calendly.account.book({ person: ada, startMs: NOON - HOUR })
  calendly.outbox.lose()
  nowMs = NOON
  await desk.read('calendly')
  if (isOn) await writesBack(desk, 'calendly')
  return { ...atDesk(desk, now), calendly, invitee, now, pass: (ms: number) => void (nowMs += ms) }
}

type PullDesk = Awaited<ReturnType<typeof pullDesk>>

function writesBack({ writer }: PullDesk, provider: TokenProviderId): Promise<void> {
  return writer.submit((db, notes) => {
    saveSettings(db, { writeBack: { [provider]: true } })
    notes.topic('settings')
  })
}

function atDesk(desk: PullDesk, now: () => number) {
  const at = () => ({ actor: 'Mara', nowMs: now(), typeRules: [] })
  const id = desk.cards()[0]!.id
  const { writeBacks } = desk.pull
  return {
    ...desk,
    run: writeBacks.run,
    mark: async (mark: DeskMark) => {
      const gestureId = await desk.writer.submit((db, notes) => markAppointment(db, notes, at(), { id, mark, reason: null }))
      await writeBacks.run()
      return gestureId!
    },
    undo: async (gestureId: string) => {
      await desk.writer.submit((db, notes) => undoGesture(db, notes, at(), gestureId))
      await writeBacks.run()
    },
    appointment: () => findAppointment(desk.store.read, id)!,
    told: () => findAppointment(desk.store.read, id)!.writeBacks.map(({ what, outcome }) => `${what} ${outcome}`),
  }
}

test('a no-show is told once it can no longer be taken back, and shown as done', async () => {
  const { mark, run, pass, calendly, invitee, appointment, told } = await missedAtCalendly()
  await mark('no_show')
  pass(14 * SECOND)
  await run()
  const early = calendly.account.invitees.find(({ uri }) => uri === invitee.uri)?.noShow
  pass(SECOND)
  await run()
  expect({ early, told: told(), noShow: calendly.account.invitees[0]?.noShow !== null }).toEqual({
    early: null,
    told: ['no_show done'],
    noShow: true,
  })
  expect(appointment().writeBacks[0]).toMatchObject({
    provider: 'calendly',
    endedAtMs: NOON + 15 * SECOND,
    nextTryAtMs: null,
    detail: null,
  })
})

test('what is taken back in time is never told', async () => {
  const { mark, undo, run, pass, calendly, told } = await missedAtCalendly()
  const gestureId = await mark('no_show')
  pass(5 * SECOND)
  await undo(gestureId)
  pass(HOUR)
  await run()
  const asked = calendly.requests.filter(({ path }) => path.startsWith('/invitee_no_shows'))
  expect({ asked: asked.length, told: told() }).toEqual({ asked: 0, told: ['no_show taken-back'] })
})

test('what is taken back later is taken back at the provider too, and at the desk at once', async () => {
  const { mark, undo, run, pass, calendly, appointment, told } = await missedAtCalendly()
  const gestureId = await mark('no_show')
  pass(15 * SECOND)
  await run()
  pass(HOUR)
  await undo(gestureId)
  const atOnce = appointment().status
  pass(15 * SECOND)
  await run()
  expect({ atOnce, later: appointment().status, told: told(), noShow: calendly.account.invitees[0]?.noShow }).toEqual({
    atOnce: 'scheduled',
    later: 'scheduled',
    told: ['no_show_undone done', 'no_show done'],
    noShow: null,
  })
})

test('who turns up after all is told to the provider, so that it does not deny it', async () => {
  const { mark, run, pass, calendly, appointment } = await missedAtCalendly()
  await mark('no_show')
  pass(15 * SECOND)
  await run()
  pass(MINUTE)
  await mark('arrived')
  pass(15 * SECOND)
  await run()
  expect({ status: appointment().status, denied: appointment().disagreement, noShow: calendly.account.invitees[0]?.noShow }).toEqual({
    status: 'arrived',
    denied: null,
    noShow: null,
  })
})

test('what the provider then posts about it, and what is read of it, is no second change and no contradiction', async () => {
  const { mark, run, pass, read, calendly, appointment, writer, settings, now } = await missedAtCalendly()
  await mark('no_show')
  pass(15 * SECOND)
  await run()
  const before = appointment().history.length
  const [push] = calendly.outbox.waiting
  const { receive } = createReceive({
    writer,
    endpointOf: () => ({ scheme: schemes['calendly-v1'], isLocked: false, secrets: [{ key: 'current', secret: signingKey }] }),
    settings: settings.settings,
    takeMark: () => null,
  })
  const path = providers.calendly.paths[0]
  const headers = { 'content-type': 'application/json', ...push!.headers(now()) }
  const answer = await receive(providers.calendly, { ...arrivalOf({ path, headers, body: push!.body }), receivedAtMs: now() })
  pass(MINUTE)
  const reading = await read('calendly')
  expect({ push: push?.about, answer: answer.status, changed: reading.changed }).toEqual({
    push: `invitee_no_show.created ${appointment().externalId}`,
    answer: 200,
    changed: 0,
  })
  expect({ history: appointment().history.length, disagreement: appointment().disagreement, status: appointment().status }).toEqual({
    history: before,
    disagreement: null,
    status: 'no_show',
  })
})

test('a provider that does not answer is told again later, each time after a longer pause, and at last no more', async () => {
  const { mark, run, pass, calendly, appointment, told } = await missedAtCalendly()
  calendly.faults.add({ match: /invitees/, status: 500, times: 100 })
  await mark('no_show')
  pass(15 * SECOND)
  await run()
  const first = appointment().writeBacks[0]!
  expect(first).toMatchObject({ attempts: 1, outcome: null, detail: '500' })
  const pauses: number[] = []
  while (appointment().writeBacks[0]!.outcome === null) {
    const { nextTryAtMs } = appointment().writeBacks[0]!
    const before = calendly.requests.length
    pass(nextTryAtMs! - clock() - 1)
    await run()
    expect(calendly.requests).toHaveLength(before)
    pass(1)
    pauses.push(nextTryAtMs!)
    await run()
  }
  expect(told()).toEqual(['no_show given-up'])
  const between = pauses.map((atMs, index) => atMs - (pauses[index - 1] ?? NOON + 15 * SECOND))
  const least = [30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR]
  expect(between.map((ms, index) => ms >= least[index]! && ms <= least[index]! * 1.1)).toEqual(least.map(() => true))

  function clock(): number {
    return pauses.at(-1) ?? NOON + 15 * SECOND
  }
})

test('a provider that asks to wait is not asked before that', async () => {
  const { mark, run, pass, calendly, appointment } = await missedAtCalendly()
  calendly.faults.add({ match: /invitees/, status: 429, headers: { 'retry-after': '300' } })
  await mark('no_show')
  pass(15 * SECOND)
  await run()
  expect(appointment().writeBacks[0]!.nextTryAtMs).toBe(NOON + 15 * SECOND + 5 * MINUTE)
})

test('an attempt whose answer was lost is not made twice', async () => {
  const { mark, run, pass, calendly, told } = await missedAtCalendly()
  calendly.faults.add({ match: /POST \/invitee_no_shows/, status: null, carriesOut: true })
  await mark('no_show')
  pass(15 * SECOND)
  await run()
  pass(MINUTE)
  await run()
  const marked = calendly.outbox.waiting.filter(({ about }) => about.startsWith('invitee_no_show.created')).length
  const triedAgain = calendly.requests.filter(({ method }) => method === 'POST').length
  expect({ told: told(), marked, triedAgain }).toEqual({ told: ['no_show done'], marked: 1, triedAgain: 0 })
})

test('a refusal that will not change is shown, and the provider is left alone', async () => {
  const { mark, run, pass, calendly, appointment, store, now } = await missedAtCalendly()
  calendly.faults.add({ match: /POST \/invitee_no_shows/, status: 403, body: { title: 'Permission Denied', message: 'Ada may not' } })
  await mark('no_show')
  pass(15 * SECOND)
  await run()
  pass(HOUR)
  await run()
  expect(appointment().writeBacks).toMatchObject([{ outcome: 'refused', detail: '403 Permission Denied', attempts: 0 }])
  // Told as an alert for a day.
  const alerts = () => listConnectionConditions(store.read, () => false, now()).map(({ key, detail }) => ({ key, detail }))
  expect(alerts()).toEqual([{ key: 'write-back-failed calendly', detail: { count: 1 } }])
  pass(25 * HOUR)
  expect(alerts()).toEqual([])
})

test('off, nothing is told, and switching it on tells nothing of before', async () => {
  const { mark, run, pass, told, ...desk } = await missedAtCalendly({ isOn: false })
  await mark('no_show')
  await writesBack(desk, 'calendly')
  pass(HOUR)
  await run()
  expect(told()).toEqual([])
})

test('switched off meanwhile, nothing is told any more', async () => {
  const { mark, run, pass, told, calendly, writer } = await missedAtCalendly()
  await mark('no_show')
  await writer.submit((db, notes) => {
    saveSettings(db, { writeBack: {} })
    notes.topic('settings')
  })
  pass(HOUR)
  await run()
  expect({ told: told(), noShow: calendly.account.invitees[0]?.noShow }).toEqual({ told: ['no_show taken-back'], noShow: null })
})

test('what waits outlasts the end of the app, and so does what nobody had looked through', async () => {
  const first = await missedAtCalendly()
  const { store, writer, calendly, now, pass } = first
  const id = first.cards()[0]!.id
  await first.pull.writeBacks.close()
  await writer.submit((db, notes) =>
    markAppointment(db, notes, { actor: 'Mara', nowMs: now(), typeRules: [] }, { id, mark: 'no_show', reason: null }),
  )
  const second = await pullDesk({ store, now, internet: { calendly: calendly.url } })
  await second.pull.writeBacks.run()
  const waiting = findAppointment(store.read, id)!.writeBacks.map(({ outcome }) => outcome)
  await second.pull.writeBacks.close()
  pass(HOUR)
  const third = await pullDesk({ store, now, internet: { calendly: calendly.url } })
  await third.pull.writeBacks.run()
  expect({ waiting, later: findAppointment(store.read, id)!.writeBacks.map(({ outcome }) => outcome) }).toEqual({
    waiting: [null],
    later: ['done'],
  })
})

test('Cal.com is told of everybody who takes part, and the other way round', async () => {
  let nowMs = NOON - HOUR
  const now = () => nowMs
  const calCom = await createStandInCalCom({ now })
  onTestFinished(() => calCom.close())
  const desk = await pullDesk({ now, internet: { calCom: calCom.url } })
  await desk.giveToken('cal-com', calCom.token)
  const ben = { name: 'Ben Carter', email: 'ben@example.com', timeZone: 'Europe/Berlin' }
  calCom.account.book({ person: ada, guests: [ben], startMs: NOON - HOUR })
  nowMs = NOON
  await desk.read('cal-com')
  await writesBack(desk, 'cal-com')
  const { mark, undo, run, appointment, told, read } = atDesk(desk, now)
  const absent = () => calCom.account.bookings[0]!.attendees.map((attendee) => attendee.absent)
  const gestureId = await mark('no_show')
  nowMs += 15 * SECOND
  await run()
  const marked = absent()
  nowMs += MINUTE
  const { changed } = await read('cal-com')
  await undo(gestureId)
  const atOnce = appointment().status
  nowMs += 15 * SECOND
  await run()
  expect({ marked, changed, atOnce, later: absent(), told: told() }).toEqual({
    marked: [true, true],
    changed: 0,
    atOnce: 'scheduled',
    later: [false, false],
    told: ['no_show_undone done', 'no_show done'],
  })
})

test('a no-show is told also when lines of history that were looked through are gone, and its own has the id of one of them', async () => {
  const { writer, store, mark, run, pass, told } = await missedAtCalendly()
  const kept = findNewestHistoryId(store.read)
  await writer.submit((db) =>
    prepared(
      db,
      `WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 900)
       INSERT INTO appointment_history (appointment_id, at_ms, kind, before, after) SELECT (SELECT min(id) FROM appointments), 1, 'updated', '{}', '{}' FROM counted`,
    ).run(),
  )
  await run()
  await writer.submit((db) => prepared(db, 'DELETE FROM appointment_history WHERE id > ?').run(kept))
  await mark('no_show')
  pass(15 * SECOND)
  await run()
  expect(told()).toEqual(['no_show done'])
})
