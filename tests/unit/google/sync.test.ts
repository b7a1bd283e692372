import { expect, test } from 'vitest'
import { googleDesk, meeting } from './google-desk.ts'

test('what is in a followed calendar is read, and changes of it are read by the sync token', async () => {
  const { calendar, connect, cards, desk, failures } = await googleDesk()
  const id = calendar.add(meeting('First talk', 1))
  calendar.add(meeting('Second talk', 2))
  await connect()
  expect(cards().map(({ title, clientLabel, status }) => [title, clientLabel, status])).toEqual([
    ['First talk', 'Jane Doe', 'scheduled'],
    ['Second talk', 'Jane Doe', 'scheduled'],
  ])
  calendar.cancel(id)
  expect(await desk.sync(null, 'hand')).toMatchObject({ outcome: 'done', changed: 1 })
  expect(cards().map(({ status }) => status)).toEqual(['cancelled', 'scheduled'])
  expect(failures).toEqual([])
})
