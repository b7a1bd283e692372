import { expect, test } from 'vitest'
import { startTestDesk } from '../desk/test-desk.ts'

const everything = { startMs: 0, endMs: Number.MAX_SAFE_INTEGER, sources: null, types: null, statuses: null, hostIds: null, search: null }

test('new rules give the appointments that are known their new type', async () => {
  const { desk } = await startTestDesk()
  await desk.samples.run()
  const before = new Set((await desk.appointments.list(everything)).map(({ type }) => type))
  await desk.settings.update({ typeRules: [{ provider: null, field: 'either', match: 'always', pattern: '', type: 'interview' }] })
  const after = new Set((await desk.appointments.list(everything)).map(({ type }) => type))
  expect({ before: before.size > 1, after: [...after] }).toEqual({ before: true, after: ['interview'] })
})

test('a setting that cannot be is refused and changes nothing', async () => {
  const { desk } = await startTestDesk()
  const before = await desk.settings.get()
  const refused = await desk.settings.update({ timeZone: 'Mars/Olympus' }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'BAD_REQUEST' })
  expect(await desk.settings.get()).toEqual(before)
})

test('what is not there any more is said to be', async () => {
  const { desk } = await startTestDesk()
  const refusals = await Promise.all(
    [desk.appointments.get({ id: 1 }), desk.deliveries.get({ id: 1 }), desk.samples.removeDelivery({ id: 1 })].map((call) =>
      call.catch((error: unknown) => error),
    ),
  )
  expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ code: 'NOT_FOUND', defined: true })))
})

test('a real delivery is not removed with the tests', async () => {
  const { desk, url } = await startTestDesk()
  await fetch(new URL('/api/webhooks/calendly', url), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  const { lastDelivery } = await desk.desk.status()
  const refused = await desk.samples.removeDelivery({ id: lastDelivery!.id }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'NOT_FOUND' })
  expect((await desk.deliveries.get({ id: lastDelivery!.id })).verdict).toBe('rejected')
})
