import { QueryObserver } from '@tanstack/react-query'
import { expect, onTestFinished, test } from 'vitest'
import { keepKnown } from '../../../../src/renderer/app/keep-known.ts'
import { createQueryClient } from '../../../../src/renderer/app/query-client.ts'

const row = (id: number, name: string) => ({ id, name, hostIds: [1, 2] })

test('an answer that says the same is the one that was there', () => {
  const before = { total: 2, rows: [row(1, 'Jane'), row(2, 'Bob')], next: null }

  expect(keepKnown(before, structuredClone(before))).toBe(before)
})

test('a row that comes before others leaves them the very rows that they were', () => {
  const before = [row(1, 'Jane'), row(2, 'Bob')]
  const now = [row(3, 'Cleo'), row(1, 'Jane'), row(2, 'Bob')]

  const kept = keepKnown(before, now)

  expect(kept).toEqual(now)
  expect([kept[1], kept[2]].map((each, index) => each === before[index])).toEqual([true, true])
})

test('a row that changed is another one, and what did not change in it is the same', () => {
  const before = [row(1, 'Jane'), row(2, 'Bob')]

  const kept = keepKnown(before, [row(1, 'Jane'), row(2, 'Robert')])

  expect(kept).toEqual([row(1, 'Jane'), row(2, 'Robert')])
  expect([kept === before, kept[0] === before[0], kept[1] === before[1], kept[1]?.hostIds === before[1]?.hostIds]).toEqual([
    false,
    true,
    false,
    true,
  ])
})

test.each([
  { what: 'a row fewer', before: [row(1, 'Jane'), row(2, 'Bob')], now: [row(2, 'Bob')] },
  { what: 'another order', before: [row(1, 'Jane'), row(2, 'Bob')], now: [row(2, 'Bob'), row(1, 'Jane')] },
  { what: 'the same row twice', before: [row(1, 'Jane')], now: [row(1, 'Jane'), row(1, 'Bob')] },
  { what: 'a list without ids', before: ['a', 'b'], now: ['b'] },
  { what: 'a member fewer', before: { a: 1, b: undefined }, now: { a: 1 } },
  { what: 'a member more', before: { a: 1 }, now: { a: 1, b: undefined } },
  { what: 'nothing where something was', before: { rows: [1] }, now: { rows: null } },
  { what: 'something where nothing was', before: undefined, now: { rows: [1] } },
])('$what is what is there now', ({ before, now }) => {
  expect(keepKnown(before, now)).toStrictEqual(now)
})

test('a page that hears of a new row draws only that one: its queries keep the others', async () => {
  const client = createQueryClient()
  onTestFinished(() => client.clear())
  let known = [row(2, 'Bob')]
  const list = { queryKey: ['appointments', 'list'], queryFn: () => Promise.resolve(structuredClone(known)) }
  const observer = new QueryObserver(client, list)
  onTestFinished(observer.subscribe(() => undefined))
  const [before] = (await observer.refetch()).data ?? []

  known = [row(1, 'Jane'), row(2, 'Bob')]
  const { data } = await observer.refetch()

  expect(data).toEqual(known)
  expect(data?.[1]).toBe(before)
})
