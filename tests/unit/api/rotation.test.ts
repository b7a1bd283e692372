import { expect, test } from 'vitest'
import { schemes } from '../../../src/main/signatures/index.ts'
import { NOON } from '../../support/temporary.ts'
import { startTestDesk } from '../desk/test-desk.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const { generateSecret } = schemes['standard-webhooks']
const older = generateSecret()
const newer = generateSecret()

/** A desk on a clock of its own, on which the clinic's secret has just been replaced. */
async function rotating(overlapHours: number) {
  let nowMs = NOON
  const test = await startTestDesk({ now: () => nowMs })
  await test.desk.providers.setScheme({ provider: 'healthcare', scheme: 'standard-webhooks' })
  await test.desk.providers.setSecret({ provider: 'healthcare', secret: older, overlapHours: 0 })
  await test.desk.providers.setSecret({ provider: 'healthcare', secret: newer, overlapHours })
  const previous = async () => (await test.desk.providers.list()).find(({ id }) => id === 'healthcare')?.previousSecret ?? null
  const alerts = async () => {
    await test.desk.health.check()
    const open = (await test.desk.health.alerts()).filter(({ endedAtMs }) => endedAtMs === null)
    return open.filter(({ kind }) => kind.startsWith('secret-')).map(({ kind, provider, remedy }) => [kind, provider, remedy])
  }
  let posted = 0
  const post = async (secret: string): Promise<number> => {
    posted += 1
    const rawBody = Buffer.from(JSON.stringify({ nothing: posted }))
    const signature = schemes['standard-webhooks'].sign({ rawBody, secret, nowMs, messageId: `msg_${posted}` })
    const headers = { 'content-type': 'application/json', ...signature }
    return (await fetch(new URL('/webhook/appointment', test.url), { method: 'POST', headers, body: rawBody })).status
  }
  return { test, previous, alerts, post, pass: (ms: number) => void (nowMs += ms) }
}

test('the previous secret can count longer, until 72 hours after it was replaced, and no longer', async () => {
  const { test, previous, pass, post } = await rotating(24)
  pass(20 * HOUR)
  const first = await test.desk.providers.prolongPreviousSecret({ provider: 'healthcare', hours: 24 })
  const second = await test.desk.providers.prolongPreviousSecret({ provider: 'healthcare', hours: 72 })
  const third = await test.desk.providers.prolongPreviousSecret({ provider: 'healthcare', hours: 1 }).catch((error: unknown) => error)
  expect([first.untilMs, second.untilMs, (await previous())?.untilMs]).toEqual([NOON + 48 * HOUR, NOON + 72 * HOUR, NOON + 72 * HOUR])
  expect(third).toMatchObject({ code: 'LATE' })
  pass(51 * HOUR)
  // Authentic, and of the wrong shape.
  const before = await post(older)
  pass(2 * HOUR)
  expect([before, await post(older), await post(newer)]).toEqual([422, 401, 422])
  const gone = await test.desk.providers.prolongPreviousSecret({ provider: 'healthcare', hours: 1 }).catch((error: unknown) => error)
  expect(gone).toMatchObject({ code: 'GONE' })
})

test('its card tells when it was last used, and how often within the hour, also after it was prolonged', async () => {
  const { test, previous, pass, post } = await rotating(24)
  await post(older)
  pass(30 * 60_000)
  await post(older)
  await post(newer)
  pass(45 * 60_000)
  await test.desk.providers.prolongPreviousSecret({ provider: 'healthcare', hours: 1 })
  expect(await previous()).toEqual({
    lastFour: older.slice(-4),
    untilMs: NOON + 25 * HOUR,
    latestUntilMs: NOON + 72 * HOUR,
    lastUsedAtMs: NOON + 30 * 60_000,
    usedLastHour: 1,
  })
})

test('a secret that ends within six hours and is still signed with is an alert, and is none when it is not', async () => {
  const used = await rotating(24)
  await used.post(older)
  const early = await used.alerts()
  used.pass(18 * HOUR)
  const late = await used.alerts()
  await used.post(newer)
  const moved = await used.alerts()
  expect({ early, late, moved }).toEqual({ early: [], late: [['secret-ending', 'healthcare', 'open-provider']], moved: [] })
})

test('a secret older than is set is an alert that a new one ends, and is none where no age is set', async () => {
  const { test, alerts, pass } = await rotating(1)
  pass(180 * DAY)
  const young = await alerts()
  pass(DAY)
  const old = await alerts()
  await test.desk.settings.update({ secretReminderDays: null })
  const never = await alerts()
  await test.desk.settings.update({ secretReminderDays: 30 })
  await test.desk.providers.setSecret({ provider: 'healthcare', secret: generateSecret(), overlapHours: 0 })
  expect({ young, old, never, renewed: await alerts() }).toEqual({
    young: [],
    old: [['secret-old', 'healthcare', 'replace-secret']],
    never: [],
    renewed: [],
  })
})
