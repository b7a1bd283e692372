import { mean, poissonDistribution } from 'simple-statistics'
import { Temporal } from 'temporal-polyfill'
import type { Health } from '../../shared/contract/health.ts'
import type { CountedSpan } from '../store/health.ts'

/** How many weekdays of the same name are looked back at. */
const weeksBack = 8
/** With fewer of them nothing is called usual. */
const fewestDays = 3
/** Once in a hundred such days. */
const rare = 0.01

/** Today up to now, on the office's clock. */
export function todaySoFar(nowMs: number, timeZone: string): CountedSpan {
  return { fromMs: zoned(nowMs, timeZone).startOfDay().epochMilliseconds, toMs: nowMs }
}

/** The same weekday in each of the eight weeks before, up to the same time of day; those that began before `knownSinceMs` are left out. */
export function sameDaysBefore(nowMs: number, timeZone: string, knownSinceMs: number): CountedSpan[] {
  const now = zoned(nowMs, timeZone)
  return Array.from({ length: weeksBack }, (_, index) => now.subtract({ weeks: index + 1 }))
    .map((then) => ({ fromMs: then.startOfDay().epochMilliseconds, toMs: then.epochMilliseconds }))
    .filter(({ fromMs }) => fromMs >= knownSinceMs)
}

/**
 * Whether so many would come by chance, as customers do who know nothing of one another (a Poisson distribution). An office's days differ by
 * more than that, so what was seen on one of these days is never called quiet or busy. Pure.
 *
 * @param before how many there were by this time on such days.
 */
export function judgeRhythm(today: number, before: readonly number[]): Pick<Health, 'usual' | 'rhythm'> {
  if (before.length < fewestDays) return { usual: null, rhythm: 'learning' }
  const usual = mean([...before])
  const rhythm = isRarelyFew(today, usual, before) ? 'quiet' : isRarelyMany(today, usual, before) ? 'busy' : 'usual'
  return { usual, rhythm }
}

function isRarelyFew(today: number, usual: number, before: readonly number[]): boolean {
  return today < Math.min(...before) && chanceOfAtMost(today, usual) < rare
}

function isRarelyMany(today: number, usual: number, before: readonly number[]): boolean {
  // That none came on some days does not mean that none ever would.
  return today > Math.max(...before) && 1 - chanceOfAtMost(today - 1, Math.max(usual, 1 / before.length)) < rare
}

function chanceOfAtMost(count: number, usual: number): number {
  if (count < 0) return 0
  const cells = poissonDistribution(usual)
  // Of nothing usual there is no distribution: none is what is to be expected.
  return cells === undefined ? 1 : cells.slice(0, count + 1).reduce((sum, cell) => sum + cell, 0)
}

function zoned(ms: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone)
}
