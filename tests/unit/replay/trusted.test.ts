import { expect, test } from 'vitest'
import type { TestDesk } from '../desk/test-desk.ts'
import { booking, bookingOf, deskAfter, rowsOf } from './replay-office.ts'

async function findingOf({ desk }: TestDesk): Promise<unknown> {
  for await (const event of await desk.trust.verify()) if (event.kind === 'done') return event.result
  return 'never ended'
}

test('the log verifies after deliveries were replayed, edited, set aside and listed again', async () => {
  const office = await deskAfter('gap', [1, 2, 3].map(bookingOf))
  const { desk } = office
  const before = [1, 2, 3].map((id) => rowsOf(office, id))
  await desk.deliveries.replay({ id: 1, reason: 'one' })
  await desk.deliveries.replay({ id: 1, reason: 'once more' })
  await desk.deliveries.applyEdit({ id: 2, text: JSON.stringify(booking), reason: 'two' })
  await desk.deliveries.setAside({ id: 3, note: 'three' })
  await desk.deliveries.undoSetAside({ id: 3 })
  await desk.deliveries.setAside({ id: 3, note: 'after all' })
  await desk.deliveries.replay({ id: 3, reason: '' })
  expect(await findingOf(office)).toMatchObject({ finding: null })
  expect([1, 2, 3].map((id) => rowsOf(office, id))).toEqual(before)
})
