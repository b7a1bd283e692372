import { quarterHourPx } from '../calendar/grid-size.ts'
import { wallSeconds } from '../calendar/office-days.ts'
import { scrollerIn } from '../calendar/use-turn-at-edge.ts'

/** How long before the present stands above it: it lies in the upper third, and who is late is still seen. */
const beforeNowSeconds = 75 * 60
const pxPerSecond = quarterHourPx / (15 * 60)

/** Seconds of the day that stand at the top while the present is in view. */
function topSeconds(nowMs: number, timeZone: string): number {
  return Math.max(0, wallSeconds(nowMs, timeZone) - beforeNowSeconds)
}

/** The same as the grid takes it, `HH:mm:ss`. */
export function scrollTimeAt(nowMs: number, timeZone: string): string {
  const seconds = topSeconds(nowMs, timeZone)
  const part = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${part(seconds / 3600)}:${part((seconds / 60) % 60)}:${part(seconds % 60)}`
}

/** Brings the present into view. */
export function scrollToNow(root: HTMLElement, nowMs: number, timeZone: string): void {
  const scroller = scrollerIn(root)
  if (scroller) scroller.scrollTop = topSeconds(nowMs, timeZone) * pxPerSecond
}

/** Goes along with the clock for as long as nobody has scrolled elsewhere. */
export function followNow(root: HTMLElement, beforeMs: number, nowMs: number, timeZone: string): void {
  const scroller = scrollerIn(root)
  if (!scroller) return
  const stoodAtNow = Math.abs(scroller.scrollTop - topSeconds(beforeMs, timeZone) * pxPerSecond) <= 2
  if (stoodAtNow) scrollToNow(root, nowMs, timeZone)
}
