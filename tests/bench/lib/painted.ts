import type { RunningApp } from './app.ts'
import { percentile, type Figure } from './figures.ts'
import type { Steady } from './processes.ts'
import { memberCount, smartBody, type Booking } from './smart-office.ts'

const perSecond = 20
const goalMs = 100
const beyondMs = 50
const halfHourMs = 1_800_000

/** What the page notes of its cards: when each was first painted, in milliseconds since the epoch, by its client. */
interface WatchedWindow extends Window {
  benchPaintedAtMs?: Record<string, number>
}

/**
 * From the moment at which a provider has its answer until the window has painted the appointment, while the day of twelve people is open.
 *
 * @param dayStartMs of the office's day.
 * @param amount of deliveries that are measured; the day begins with ten appointments of each member, and a slot is taken only once.
 */
export async function measurePainted({ page, port }: RunningApp, steady: Steady, dayStartMs: number, amount: number): Promise<Figure> {
  const day = fillDay(dayStartMs, amount)
  await steady.run({ port, perSecond: 200, bodies: day.before.map(smartBody) })
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Today' }).click()
  await page.waitForFunction((count) => document.querySelectorAll('[data-appointment]').length === count, day.before.length)
  await page.evaluate(watchCards)
  const acknowledgedAtMs = await steady.run({ port, perSecond, bodies: day.measured.map(smartBody) })
  const names = day.measured.map(({ name }) => name)
  await page.waitForFunction((wanted) => wanted.every((name) => (window as WatchedWindow).benchPaintedAtMs?.[name]), names)
  const paintedAtMs = await page.evaluate(() => (window as WatchedWindow).benchPaintedAtMs ?? {})
  const took = names.map((name, index) => paintedAtMs[name]! - acknowledgedAtMs[index]!)
  const value = percentile(took, 0.95)
  return {
    name: `delivery acknowledged → painted in the window, p95, at ${perSecond} a second, in ms`,
    value,
    goal: `≤ ${goalMs} (beyond: ${beyondMs})`,
    reached: value <= goalMs,
    detail: `median ${percentile(took, 0.5).toFixed(0)}, most ${Math.max(...took).toFixed(0)}, of ${amount} on a day of ${day.before.length} appointments`,
  }
}

/** Free half hours of the day, one after another through the members; in an order that goes to and fro between morning and evening. */
function fillDay(dayStartMs: number, amount: number): { before: Booking[]; measured: Booking[] } {
  // 29 and 48 have no divisor in common, so that each half hour comes once.
  const slotAt = (nth: number): number => dayStartMs + ((nth * 29) % 48) * halfHourMs
  const bookings = Array.from({ length: 10 * memberCount + amount }, (_, index) => {
    const member = index % memberCount
    return { name: `Client ${index}`, member, startMs: slotAt(Math.floor(index / memberCount)), minutes: 30 }
  })
  return { before: bookings.slice(0, 10 * memberCount), measured: bookings.slice(10 * memberCount) }
}

/** Runs in the page. A card is painted when it is in the page and two frames have passed. */
function watchCards(): void {
  const paintedAtMs: Record<string, number> = {}
  const known = new Set<string | undefined>()
  const look = (): void => {
    const cards = [...document.querySelectorAll<HTMLElement>('[data-appointment]')]
    const fresh = cards.filter(({ dataset: { appointment } }) => !known.has(appointment))
    if (fresh.length === 0) return
    for (const { dataset } of fresh) known.add(dataset['appointment'])
    const names = fresh.map((card) => card.querySelector('[data-private]')?.textContent ?? '')
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        for (const name of names) paintedAtMs[name] = performance.timeOrigin + performance.now()
      }),
    )
  }
  look()
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
  ;(window as WatchedWindow).benchPaintedAtMs = paintedAtMs
}
