import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'

const script = readFileSync(new URL('../../../src/main/booking/assets/page.js', import.meta.url), 'utf8')

/** The page that waits, or the one that was turned away, as far as its script knows a browser, with what the desk answers to each look. */
function openPage(face: 'waiting' | 'trouble', answers: readonly (number | null)[]) {
  const left = [...answers]
  const seen = { reloads: 0, looks: 0, isWaiting: true, isNoneShown: false }
  const progress = { max: 15_000, value: 0 }
  const waiting = { dataset: { poll: '1500', most: '15000' }, querySelector: () => progress, remove: () => (seen.isWaiting = false) }
  const none = {
    set hidden(isHidden: boolean) {
      seen.isNoneShown = !isHidden
    },
  }
  const faces: Record<string, unknown> = face === 'trouble' ? { trouble: { dataset: { poll: '5000' } } } : { waiting, none }
  runInNewContext(script, {
    document: {
      documentElement: { lang: 'en-US' },
      body: { dataset: {} },
      querySelectorAll: () => [],
      querySelector: () => null,
      getElementById: (id: string) => faces[id] ?? null,
    },
    location: { href: '/schedule?uid=x', reload: () => (seen.reloads += 1) },
    fetch: async () => {
      seen.looks += 1
      const status = left.length > 1 ? left.shift() : left[0]
      if (status === null) throw new TypeError('Failed to fetch')
      return { status }
    },
    Intl,
    performance,
    setTimeout,
    setInterval,
    clearInterval,
  })
  return seen
}

describe('the page that waits for a booking', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    return () => void vi.useRealTimers()
  })

  test('loads the booking as soon as a look finds it, whatever the looks before it met', async () => {
    const seen = openPage('waiting', [404, 429, null, 503, 200])
    await vi.advanceTimersByTimeAsync(8_000)
    expect(seen).toEqual({ reloads: 1, looks: 5, isWaiting: true, isNoneShown: false })
  })

  test('says that there is none when the desk has looked for all of the time', async () => {
    const seen = openPage('waiting', [404])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(seen).toEqual({ reloads: 0, looks: 10, isWaiting: false, isNoneShown: true })
  })

  test.each([429, 503, null])('leaves it to the desk to say what is the matter when it did not look (%s)', async (status) => {
    const seen = openPage('waiting', [404, status])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(seen).toEqual({ reloads: 1, looks: 10, isWaiting: true, isNoneShown: false })
  })
})

test('the page that was turned away loads itself anew as soon as the desk looks, and not before', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const seen = openPage('trouble', [429, null, 503, 404])
  await vi.advanceTimersByTimeAsync(19_000)
  expect(seen).toMatchObject({ reloads: 0, looks: 3 })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(seen).toMatchObject({ reloads: 1, looks: 4 })
})
