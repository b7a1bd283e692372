import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { providers } from '../../../src/main/providers/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import type { NativeNotice, Shell } from '../../../src/main/desk/shell.ts'
import type { Settings } from '../../../src/shared/settings.ts'
import { eventually } from '../../support/eventually.ts'
import { noShell } from '../../support/no-shell.ts'
import { startTestDesk } from '../desk/test-desk.ts'
import type { TestDesk } from '../desk/test-desk.ts'

const secret = schemes[providers['smart-scheduler'].schemes[0]].generateSecret()
const hourMs = 3_600_000
const inAnHourMs = Math.ceil(Date.now() / hourMs) * hourMs + hourMs

interface Office extends TestDesk {
  readonly told: NativeNotice[]
  readonly counts: number[]
  post(event: string, id: string, client: string, startMs?: number): Promise<void>
}

async function startOffice(settings: Partial<Settings> = {}): Promise<Office> {
  const told: NativeNotice[] = []
  const counts: number[] = []
  const shell: Shell = {
    ...noShell,
    notify: async (notice) => void told.push(notice),
    showNews: async (count) => void counts.push(count),
  }
  const started = await startTestDesk({ shell })
  await started.desk.settings.update({ timeZone: 'UTC', ...settings })
  await started.desk.providers.setSecret({ provider: 'smart-scheduler', secret, overlapHours: 0 })
  return {
    ...started,
    told,
    counts,
    async post(event, id, client, startMs = inAnHourMs) {
      const appointment = {
        id,
        scheduledAt: new Date(startMs).toISOString(),
        duration: 30,
        type: 'consultation',
        client: { name: client, email: `${client.toLowerCase().replaceAll(' ', '.')}@example.com` },
        host: { name: 'Anna Berg', email: 'anna@example.com', role: 'advisor' },
      }
      const rawBody = Buffer.from(JSON.stringify({ event, appointment }))
      const { paths, schemes: own } = providers['smart-scheduler']
      const answer = await fetch(new URL(paths[0], started.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...schemes[own[0]].sign({ rawBody, secret, nowMs: Date.now() }) },
        body: rawBody,
      })
      expect(answer.status).toBe(200)
    },
  }
}

test('a booking is told with who, when and with whom, and with the appointment that a click opens', async () => {
  const { desk, told, post } = await startOffice()
  await post('appointment.created', 'b1', 'Jane Doe')
  await eventually(() => expect(told).toHaveLength(1))
  const { notices } = await desk.notices.list()
  expect(told[0]).toEqual({
    title: 'New booking',
    body: `Jane Doe\n${new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(inAnHourMs)}\nAnna Berg`,
    appointmentId: notices[0]?.appointmentId,
  })
})

test('with the privacy switch on, nobody’s name is told', async () => {
  const { told, post } = await startOffice({ privacy: true })
  await post('appointment.created', 'b1', 'Jane Doe')
  await eventually(() => expect(told).toHaveLength(1))
  expect(told[0]?.body).toMatch(/^A client\n/)
  expect(JSON.stringify(told)).not.toContain('Jane')
})

test('many at once are told as their number, and none is left out', async () => {
  const { told, post } = await startOffice()
  await Promise.all(Array.from({ length: 12 }, (_, number) => post('appointment.created', `b${number}`, `Client ${number}`)))
  // How many come before the first is told is the machine's affair.
  const amounts = (): number[] => told.map(({ title }) => (title === 'New booking' ? 1 : Number(/^(\d+) new bookings$/.exec(title)?.[1])))
  await eventually(() => expect(amounts().reduce((sum, amount) => sum + amount, 0)).toBe(12))
  expect(told.length).toBeLessThan(4)
})

test('the bell lists bookings, moves and cancellations, newest first, and counts what was not seen', async () => {
  const { desk, post } = await startOffice()
  await post('appointment.created', 'b1', 'Jane Doe')
  await post('appointment.updated', 'b1', 'Jane Doe', inAnHourMs + hourMs)
  await post('appointment.cancelled', 'b1', 'Jane Doe', inAnHourMs + hourMs)
  const list = await desk.notices.list()
  expect(list.notices.map(({ kind, clientLabel, startMs, fromMs }) => ({ kind, clientLabel, startMs, fromMs }))).toEqual([
    { kind: 'cancelled', clientLabel: 'Jane Doe', startMs: inAnHourMs + hourMs, fromMs: null },
    { kind: 'rescheduled', clientLabel: 'Jane Doe', startMs: inAnHourMs + hourMs, fromMs: inAnHourMs },
    { kind: 'booked', clientLabel: 'Jane Doe', startMs: inAnHourMs, fromMs: null },
  ])
  expect(list.unseen).toBe(3)

  await desk.notices.markSeen({ upTo: list.notices[1]!.id })
  expect((await desk.notices.list()).unseen).toBe(1)
  // An older window's answer comes late: what was seen stays seen.
  await desk.notices.markSeen({ upTo: list.notices[2]!.id })
  expect((await desk.notices.list()).unseen).toBe(1)
})

test('the same delivery twice, an appointment of the past and a test are no news', async () => {
  const { desk, told, post } = await startOffice()
  await post('appointment.created', 'past', 'Late News', Date.now() - 2 * hourMs)
  await desk.providers.sendTest({ provider: 'smart-scheduler', event: 'appointment.created' })
  await post('appointment.created', 'b1', 'Jane Doe')
  await post('appointment.created', 'b1', 'Jane Doe')
  await eventually(() => expect(told).toHaveLength(1))
  const { notices } = await desk.notices.list()
  expect(notices.map(({ kind, clientLabel }) => ({ kind, clientLabel }))).toEqual([{ kind: 'booked', clientLabel: 'Jane Doe' }])
  expect(told[0]?.title).toBe('New booking')
})

test.each([
  ['first the end of the old one', [0, 1]],
  ['first the new one', [1, 0]],
])('a reschedule that got a new id is one move and no cancellation, %s', async (_order, order) => {
  const { desk, told, url } = await startOffice()
  const calendly = schemes['calendly-v1']
  const key = calendly.generateSecret()
  await desk.providers.setSecret({ provider: 'calendly', secret: key, overlapHours: 0 })
  const [year] = new Date(Date.now() + 365 * 24 * hourMs).toISOString().split('-')
  const halves = ['composed-reschedule-1-canceled-old', 'composed-reschedule-2-created-new'].map((name) =>
    readFileSync(new URL(`../../fixtures/calendly/${name}.json`, import.meta.url), 'utf8').replaceAll('2026-03-0', `${year}-03-0`),
  )
  for (const half of order) {
    const rawBody = Buffer.from(halves[half]!)
    const headers = calendly.sign({ rawBody, secret: key, nowMs: Date.now() })
    const answer = await fetch(new URL(providers.calendly.paths[0], url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: rawBody,
    })
    expect(answer.status).toBe(200)
  }
  const { notices } = await desk.notices.list()
  expect(notices.map(({ kind, startMs, fromMs }) => ({ kind, startMs, fromMs }))).toEqual([
    { kind: 'rescheduled', startMs: Date.parse(`${year}-03-09T17:00:00Z`), fromMs: Date.parse(`${year}-03-06T15:00:00Z`) },
  ])
  await eventually(() => expect(told.map(({ title }) => title)).toEqual(['Appointment moved']))
})

test('what is switched off is not notified, and listed all the same', async () => {
  const { desk, told, post } = await startOffice({
    notices: { booked: false, cancelled: true, rescheduled: true, quietHours: null },
  })
  await post('appointment.created', 'b1', 'Jane Doe')
  await post('appointment.cancelled', 'b1', 'Jane Doe')
  await eventually(() => expect(told).toHaveLength(1))
  expect(told[0]?.title).toBe('Cancellation')
  expect((await desk.notices.list()).notices.map(({ kind }) => kind)).toEqual(['cancelled', 'booked'])
})

test('the count is of what came since a window had the focus', async () => {
  const { running, counts, post } = await startOffice()
  await post('appointment.created', 'b1', 'Jane Doe')
  await eventually(() => expect(counts.at(-1)).toBe(1))
  running.looked(true)
  await eventually(() => expect(counts.at(-1)).toBe(0))
  running.looked(false)
  await post('appointment.created', 'b2', 'John Roe')
  await eventually(() => expect(counts.at(-1)).toBe(1))
})

test('the count stays over a new start', async () => {
  const first = await startOffice()
  await first.post('appointment.created', 'b1', 'Jane Doe')
  await first.close()
  const counts: number[] = []
  await startTestDesk({ dataDir: first.dataDir, shell: { ...noShell, showNews: async (count) => void counts.push(count) } })
  await eventually(() => expect(counts).toEqual([1]))
})
