import { expect, test } from 'vitest'
import type { TestDesk } from '../desk/test-desk.ts'
import { booking, bookingOf, deskAfter, everything, officeSecret, openDesk, post, verdictsOf } from './replay-office.ts'

const waiting = async ({ desk }: TestDesk) => {
  const { rows, total } = await desk.deliveries.list({ filter: { ...everything, toLookAt: true }, cursor: null, limit: 10 })
  const { toLookAt } = await desk.desk.status()
  return { ids: rows.map(({ id }) => id), total, toLookAt }
}

test('what could not be applied waits until somebody deals with it', async () => {
  const office = await deskAfter('gap', [1, 2, 3].map(bookingOf))
  const { desk } = office
  expect(await waiting(office)).toEqual({ ids: [3, 2, 1], total: 3, toLookAt: 3 })
  await desk.deliveries.replay({ id: 1, reason: '' })
  await desk.deliveries.setAside({ id: 3, note: 'told Calendly' })
  expect(await waiting(office)).toEqual({ ids: [2], total: 1, toLookAt: 1 })
  expect(await desk.deliveries.handling({ id: 3 })).toMatchObject({ dealing: { how: 'set-aside', note: 'told Calendly' } })
})

test('what was set aside is listed again when that is taken back', async () => {
  const office = await deskAfter('gap', [booking])
  const { desk } = office
  await desk.deliveries.setAside({ id: 1, note: '' })
  await desk.deliveries.undoSetAside({ id: 1 })
  expect(await waiting(office)).toEqual({ ids: [1], total: 1, toLookAt: 1 })
  await expect(desk.deliveries.undoSetAside({ id: 1 })).rejects.toMatchObject({ code: 'NOT_SET_ASIDE' })
})

test('what was set aside and replayed since is not listed again', async () => {
  const office = await deskAfter('gap', [booking])
  const { desk } = office
  await desk.deliveries.setAside({ id: 1, note: '' })
  await desk.deliveries.replay({ id: 1, reason: '' })
  await expect(desk.deliveries.undoSetAside({ id: 1 })).rejects.toMatchObject({ code: 'NOT_SET_ASIDE' })
  expect(await waiting(office)).toEqual({ ids: [], total: 0, toLookAt: 0 })
})

test('only what waits can be set aside', async () => {
  const office = await openDesk()
  await post(office, booking)
  await expect(office.desk.deliveries.setAside({ id: 1, note: '' })).rejects.toMatchObject({ code: 'NOT_WAITING' })
  await expect(office.desk.deliveries.setAside({ id: 9, note: '' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test.each(['gap', 'defect'] as const)('one of a %s that comes again, and is applied then, is dealt with', async (trouble) => {
  const office = await deskAfter(trouble, [booking])
  const { desk } = office
  await desk.providers.setSecret({ provider: 'calendly', secret: officeSecret, overlapHours: 0 })
  await post(office, booking)
  expect(await waiting(office)).toEqual({ ids: [], total: 0, toLookAt: 0 })
  expect(await desk.deliveries.handling({ id: 1 })).toMatchObject({ dealing: { how: 'came-again', actor: 'Calendly' } })
  expect((await verdictsOf(office)).at(-1)).toBe('accepted')
})
