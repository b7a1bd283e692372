import { expect, onTestFinished, test, vi } from 'vitest'
import { createAddressWatch } from '../../../src/main/reach/address-watch.ts'
import type { ReachOutcome } from '../../../src/shared/contract/reach.ts'
import { NOON } from '../../support/temporary.ts'

const minuteMs = 60_000

/** A watch whose checks end when the test says so, or at once with `outcome`. The clock is the test's. */
function watch({ outcome = 'reached' }: { readonly outcome?: ReachOutcome | null } = {}) {
  vi.useFakeTimers({ now: NOON })
  onTestFinished(() => void vi.useRealTimers())
  const world = { publicUrl: 'https://desk.example.com' as string | null, isWorthwhile: true, outcome }
  const asked: { readonly url: string; readonly atMs: number; readonly end: (outcome: ReachOutcome) => void }[] = []
  const heard: (readonly [string, ReachOutcome, number])[] = []
  const watching = createAddressWatch({
    publicUrl: () => world.publicUrl,
    isWorthwhile: () => world.isWorthwhile,
    check: (url) =>
      new Promise((end) => {
        asked.push({ url, atMs: Date.now() - NOON, end })
        if (world.outcome !== null) end(world.outcome)
      }),
    now: Date.now,
    onCheck: ({ url, outcome: became, failures }) => heard.push([url, became, failures]),
  })
  onTestFinished(watching.close)
  return { ...watching, world, asked, heard, times: () => asked.map(({ atMs }) => atMs / 1_000) }
}

test('an address that is reached is asked again after half an hour', async () => {
  const { begin, times, close } = watch()
  begin()
  await vi.advanceTimersByTimeAsync(61 * minuteMs)
  close()
  await vi.advanceTimersByTimeAsync(60 * minuteMs)
  expect(times()).toEqual([0, 1_800, 3_600])
})

test('one that is not reached is asked again soon, and ever more seldom, until it is', async () => {
  const { begin, world, times, heard, last } = watch({ outcome: 'refused' })
  begin()
  await vi.advanceTimersByTimeAsync(14 * minuteMs)
  world.outcome = 'reached'
  await vi.advanceTimersByTimeAsync(5 * minuteMs)
  expect(times()).toEqual([0, 20, 80, 200, 500, 800, 1_100])
  expect(heard.map(([, outcome, failures]) => [outcome, failures])).toEqual([
    ...[1, 2, 3, 4, 5, 6].map((failures) => ['refused', failures]),
    ['reached', 0],
  ])
  expect(last()).toMatchObject({ outcome: 'reached', failures: 0 })
})

test('nothing is asked by itself while it is known that nobody reaches us, but a person may', async () => {
  const { begin, world, check, times } = watch()
  world.isWorthwhile = false
  begin()
  await vi.advanceTimersByTimeAsync(20 * minuteMs)
  expect(await check()).toBe('reached')
  expect(times()).toEqual([1_200])
})

test('without an address there is nothing to ask', async () => {
  const { begin, world, check, asked } = watch()
  world.publicUrl = null
  begin()
  expect([await check(), asked]).toEqual([null, []])
})

test('who asks while one check is under way gets what comes of that one', async () => {
  const { check, asked } = watch({ outcome: null })
  const both = Promise.all([check(), check()])
  asked[0]?.end('timed-out')
  expect([await both, asked.length]).toEqual([['timed-out', 'timed-out'], 1])
})

test('what is found of an address that has become another one meanwhile says nothing of the present one', async () => {
  const { check, world, asked, heard, last } = watch({ outcome: null })
  const older = check()
  world.publicUrl = 'https://newer.example.com'
  const newer = check()
  asked[0]?.end('refused')
  await older
  expect([last(), heard]).toEqual([null, []])
  asked[1]?.end('reached')
  await newer
  expect(heard).toEqual([['https://newer.example.com', 'reached', 0]])
})
