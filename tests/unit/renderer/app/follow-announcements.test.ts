import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, onTestFinished, test } from 'vitest'
import { followAnnouncements } from '../../../../src/renderer/app/follow-announcements.ts'
import type { Announcement } from '../../../../src/shared/contract.ts'
import { eventually } from '../../../support/eventually.ts'

/** A desk that holds its answers back, each being what it knew when it was asked. */
function slowDesk() {
  let known = 'before'
  const held: (() => void)[] = []
  let listener: (announcement: Announcement) => void = () => undefined
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false, networkMode: 'always' } } })
  onTestFinished(() => client.clear())
  followAnnouncements(client, (heard) => {
    listener = heard
    return () => undefined
  })
  const list = {
    queryKey: ['appointments', 'list'],
    queryFn: () => {
      const answer = known
      return new Promise<string>((resolve) => void held.push(() => resolve(answer)))
    },
  }
  return {
    client,
    list,
    change(to: string) {
      known = to
      listener({ seq: 1, topics: ['appointments'], newAppointmentIds: [] })
    },
    asked: () => held.length,
    answer: (nth: number) => held[nth]?.(),
    shown: () => client.getQueryData(list.queryKey),
  }
}

test('what changes while a page asks for the first time is on it in the end', async () => {
  const { client, list, change, asked, answer, shown } = slowDesk()
  onTestFinished(new QueryObserver(client, list).subscribe(() => undefined))

  change('after')
  answer(0)

  await eventually(() => expect(shown()).toBe('before'))
  await eventually(() => expect(asked()).toBe(2))
  answer(1)
  await eventually(() => expect(shown()).toBe('after'))
})

test('what changes while a page is left is on it when somebody comes back', async () => {
  const { client, list, change, asked, answer, shown } = slowDesk()
  const leave = new QueryObserver(client, list).subscribe(() => undefined)
  leave()
  change('after')
  answer(0)
  await eventually(() => expect(shown()).toBe('before'))
  await eventually(() => expect(client.getQueryState(list.queryKey)?.isInvalidated).toBe(true))

  onTestFinished(new QueryObserver(client, list).subscribe(() => undefined))

  expect(asked()).toBe(2)
  answer(1)
  await eventually(() => expect(shown()).toBe('after'))
})
