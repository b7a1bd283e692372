import { expect, test } from 'vitest'
import { providers } from '../../../src/main/providers/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import { startTestDesk } from '../desk/test-desk.ts'

const hourMs = 3_600_000
const secret = schemes[providers['smart-scheduler'].schemes[0]].generateSecret()
const startMs = Date.UTC(2030, 4, 6, 10)

/** A desk to which Smart-Scheduler has told a booking, and at which the same one was written down for an hour later. */
async function startOffice(startsAtMs = startMs) {
  const started = await startTestDesk()
  const { desk, url } = started
  await desk.settings.update({ timeZone: 'UTC' })
  await desk.providers.setSecret({ provider: 'smart-scheduler', secret, overlapHours: 0 })
  const appointment = {
    id: 'b1',
    scheduledAt: new Date(startsAtMs).toISOString(),
    duration: 30,
    type: 'consultation',
    client: { name: 'Jane Doe', email: 'jane@example.com' },
    host: { name: 'Anna Berg', email: 'anna@example.com', role: 'advisor' },
  }
  const rawBody = Buffer.from(JSON.stringify({ event: 'appointment.created', appointment }))
  const { paths, schemes: own } = providers['smart-scheduler']
  const answer = await fetch(new URL(paths[0], url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...schemes[own[0]].sign({ rawBody, secret, nowMs: Date.now() }) },
    body: rawBody,
  })
  expect(answer.status).toBe(200)
  const [booked] = await listAll(desk)
  const { ids } = await desk.appointments.create({
    draft: {
      type: 'consultation',
      title: null,
      startMs: startsAtMs + hourMs,
      endMs: startsAtMs + 2 * hourMs,
      hostId: null,
      client: { id: booked!.clientId! },
      location: null,
      notes: null,
    },
    weeks: 1,
  })
  return { ...started, bookedId: booked!.id, ownId: ids[0]! }
}

const listAll = (desk: Awaited<ReturnType<typeof startTestDesk>>['desk']) =>
  desk.appointments.list({ startMs: 0, endMs: 4e12, sources: null, types: null, statuses: null, hostIds: null, search: null })

test('what is on the next day is not offered for joining on a day of which the clocks skipped midnight', async () => {
  const lateOnThatDayMs = Date.parse('2030-09-08T23:30:00-03:00')
  const { desk, bookedId, ownId } = await startOffice(lateOnThatDayMs)
  await desk.settings.update({ timeZone: 'America/Santiago' })
  expect(await desk.appointments.joinable({ id: bookedId })).toEqual([])
  await desk.settings.update({ timeZone: 'UTC' })
  expect((await desk.appointments.joinable({ id: bookedId })).map(({ id }) => id)).toEqual([ownId])
})

test('two that are offered for joining are joined, shown as one, and split again', async () => {
  const { desk, bookedId, ownId } = await startOffice()
  expect((await desk.appointments.joinable({ id: ownId })).map(({ id }) => id)).toEqual([bookedId])

  await desk.appointments.join({ id: ownId, otherId: bookedId })
  expect((await listAll(desk)).map(({ id, seenIn, sourcesDiffer }) => ({ id, seenIn, sourcesDiffer }))).toEqual([
    { id: bookedId, seenIn: 2, sourcesDiffer: true },
  ])
  const leader = await desk.appointments.get({ id: bookedId })
  expect(leader.otherSources.map(({ id, source, because, differs }) => ({ id, source, because, differs }))).toEqual([
    { id: ownId, source: 'manual', because: 'by-hand', differs: ['start', 'end'] },
  ])
  expect((await desk.appointments.get({ id: ownId })).ledBy).toEqual({ id: bookedId, source: 'smart-scheduler' })
  expect(await desk.appointments.joinable({ id: bookedId })).toEqual([])

  await desk.appointments.split({ id: bookedId, otherId: ownId })
  expect((await listAll(desk)).map(({ id, seenIn }) => ({ id, seenIn }))).toEqual([
    { id: bookedId, seenIn: 1 },
    { id: ownId, seenIn: 1 },
  ])
})

test('one that is not there, and a made-up one, are joined with nothing', async () => {
  const { desk, bookedId } = await startOffice()
  await desk.providers.sendTest({ provider: 'smart-scheduler', event: 'appointment.created' })
  const made = (await listAll(desk)).find(({ origin }) => origin === 'test')!
  const refused = { code: 'NOT_FOUND' }
  await expect(desk.appointments.join({ id: bookedId, otherId: 999 })).rejects.toMatchObject(refused)
  await expect(desk.appointments.join({ id: bookedId, otherId: made.id })).rejects.toMatchObject(refused)
  await expect(desk.appointments.split({ id: bookedId, otherId: bookedId })).rejects.toMatchObject(refused)
  await expect(desk.appointments.joinable({ id: made.id })).rejects.toMatchObject(refused)
  expect(await listAll(desk)).toHaveLength(3)
})
