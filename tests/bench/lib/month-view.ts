import type { RunningApp } from './app.ts'
import { median, percentile, type Figure } from './figures.ts'
import type { Steady } from './processes.ts'
import { smartBody, type Booking } from './smart-office.ts'

const quarterHourMs = 900_000
const dayMs = 86_400_000

/**
 * From a click on the month before or after until that month is painted, in the month's view: of a full month and of a sparse one with as
 * many weeks, from the empty month between them. All were shown before, so that their rows are there.
 *
 * @param nowMs before the months, in UTC, which is the office's zone.
 */
export async function measureMonthView({ page, port }: RunningApp, steady: Steady, nowMs: number, rounds: number): Promise<Figure> {
  const { steps, full, sparse } = monthsAround(nowMs)
  const bodies = [...bookingsOf(full, 3000), ...bookingsOf(sparse, 300)].map(smartBody)
  await steady.run({ port, perSecond: 200, bodies })
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Calendar' }).click()
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Month').click()
  for (let step = 0; step < steps; step += 1) await page.evaluate(timeSwitch, 'Next month')
  // The empty month between them may show none of their days.
  await page.evaluate(timeSwitch, 'Previous month')
  await page.locator('[data-appointment]').first().waitFor()
  await page.evaluate(timeSwitch, 'Next month')
  const took: { full: number[]; sparse: number[] } = { full: [], sparse: [] }
  // One of each is not counted: it compiles what the others run.
  for (let round = 0; round <= rounds; round += 1) {
    took.full.push(await page.evaluate(timeSwitch, 'Previous month'))
    await page.evaluate(timeSwitch, 'Next month')
    took.sparse.push(await page.evaluate(timeSwitch, 'Next month'))
    await page.evaluate(timeSwitch, 'Previous month')
  }
  const [fullMs, sparseMs] = [took.full.slice(1), took.sparse.slice(1)]
  const value = median(fullMs) / median(sparseMs)
  const told = (times: readonly number[]) => `${median(times).toFixed(0)} ms (p95 ${percentile(times, 0.95).toFixed(0)})`
  return {
    name: 'month view of 3,000 appointments ÷ of 300',
    value,
    goal: '≤ 1.6',
    reached: value <= 1.6,
    detail: `${told(fullMs)} ÷ ${told(sparseMs)}, ${rounds} switches each`,
  }
}

interface Month {
  readonly startMs: number
  readonly days: number
  readonly weeks: number
}

/** The next two months with one between them that begin and end in as many weeks; `steps` from this month to the one between. */
function monthsAround(nowMs: number): { steps: number; full: Month; sparse: Month } {
  const months = Array.from({ length: 24 }, (_, index) => monthAfter(nowMs, index + 1))
  const at = months.findIndex(({ weeks }, index) => weeks === months[index + 2]?.weeks)
  const [full, , sparse] = months.slice(at)
  if (!full || !sparse) throw new Error('no two months of the next two years have as many weeks')
  return { steps: at + 2, full, sparse }
}

function monthAfter(nowMs: number, amount: number): Month {
  const now = new Date(nowMs)
  const startMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + amount, 1)
  const endMs = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + amount + 1, 1)
  const sinceMonday = (new Date(startMs).getUTCDay() + 6) % 7
  const days = (endMs - startMs) / dayMs
  return { startMs, days, weeks: Math.ceil((sinceMonday + days) / 7) }
}

function bookingsOf({ startMs, days }: Month, amount: number): Booking[] {
  return Array.from({ length: amount }, (_, index) => {
    const day = index % days
    const quarter = 32 + (Math.floor(index / days) % 40)
    return {
      name: `Client ${startMs / dayMs}-${index}`,
      member: index,
      startMs: startMs + day * dayMs + quarter * quarterHourMs,
      minutes: 30,
    }
  })
}

/** Runs in the page: until the last change of the page's content was painted, after which there is none for a while. */
async function timeSwitch(button: string): Promise<number> {
  const content = document.querySelector('main')
  const step = document.querySelector<HTMLElement>(`button[aria-label="${button}"]`)
  if (!content || !step) throw new Error(`there is no button ${button}`)
  const last = { changedAt: performance.now(), paintedAt: 0 }
  const observer = new MutationObserver(() => {
    last.changedAt = performance.now()
    requestAnimationFrame(() => requestAnimationFrame(() => (last.paintedAt = performance.now())))
  })
  observer.observe(content, { childList: true, subtree: true })
  const startedAt = performance.now()
  step.click()
  // Far longer than the pause between two parts of one drawing.
  while (last.paintedAt < last.changedAt || performance.now() - last.changedAt < 500)
    await new Promise((resolve) => setTimeout(resolve, 50))
  observer.disconnect()
  return last.paintedAt - startedAt
}
