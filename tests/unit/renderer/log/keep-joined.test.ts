import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import { expect, onTestFinished, test } from 'vitest'
import { keepJoined } from '../../../../src/renderer/log/keep-joined.ts'
import type { DeliveryPage, DeliveryRow } from '../../../../src/shared/delivery.ts'
import { eventually } from '../../../support/eventually.ts'

const [pagesKey, newestKey] = [['pages'], ['newest']]

/** A log that is read by pages of two; what is asked from `hold` on is answered when the test says so. */
async function readLog(amount: number) {
  let ids = Array.from({ length: amount }, (_, nth) => amount - nth)
  let held: (() => void)[] | null = null
  let asked = 0
  const list = async (cursor: number | null): Promise<DeliveryPage> => {
    asked += 1
    const rows = ids.filter((id) => cursor === null || id < cursor).slice(0, 2)
    const page = { rows: rows.map((id) => ({ id }) as DeliveryRow), nextCursor: rows.at(-1) ?? null, total: ids.length }
    await new Promise<void>((resolve) => (held === null ? resolve() : held.push(resolve)))
    return page
  }
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false, networkMode: 'always' } } })
  onTestFinished(() => client.clear())
  const pages = new InfiniteQueryObserver(client, {
    queryKey: pagesKey,
    queryFn: ({ pageParam }: { pageParam: number | null }) => list(pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: (last: DeliveryPage) => last.nextCursor,
  })
  onTestFinished(pages.subscribe(() => undefined))
  onTestFinished(new QueryObserver(client, { queryKey: newestKey, queryFn: () => list(null) }).subscribe(() => undefined))
  onTestFinished(keepJoined(client, pagesKey, newestKey))
  const shown = () => client.getQueryData<InfiniteData<DeliveryPage>>(pagesKey)?.pages.flatMap(({ rows }) => rows.map(({ id }) => id))
  await eventually(() => expect([shown(), client.isFetching()]).toEqual([ids.slice(0, 2), 0]))
  return {
    client,
    pages,
    shown,
    asked: () => asked,
    come: (...newer: number[]) => (ids = [...newer, ...ids]),
    remove: (gone: number) => (ids = ids.filter((id) => id !== gone)),
    readNewest: () => client.invalidateQueries({ queryKey: newestKey }),
    hold: () => (held = []),
    /** Last asked, first answered. */
    goOn() {
      for (const answer of held?.toReversed() ?? []) answer()
      held = null
    },
  }
}

test('what comes while a person reads on is at the top when the older rows are there', async () => {
  const { pages, shown, come, hold, goOn, readNewest, client } = await readLog(4)
  hold()
  const older = pages.fetchNextPage()
  come(5)
  const newer = readNewest()
  goOn()
  await Promise.all([older, newer])

  await eventually(() => expect([shown(), client.isFetching()]).toEqual([[5, 4, 3, 2, 1], 0]))
})

test('more than a page that comes meanwhile is read as well', async () => {
  const { pages, shown, come, hold, goOn, readNewest, client } = await readLog(4)
  hold()
  const older = pages.fetchNextPage()
  come(7, 6, 5)
  const newer = readNewest()
  goOn()
  await Promise.all([older, newer])

  await eventually(() => expect([shown(), client.isFetching()]).toEqual([[7, 6, 5, 4], 0]))
})

test('a row that was removed goes, and then all is at rest', async () => {
  const { shown, remove, readNewest, asked, client } = await readLog(3)
  remove(3)
  await readNewest()
  await eventually(() => expect([shown(), client.isFetching()]).toEqual([[2, 1], 0]))
  const before = asked()
  await readNewest()
  expect(asked()).toBe(before + 1)
})
