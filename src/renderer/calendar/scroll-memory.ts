import type { UIEvent } from 'react'
import type { Office } from '../ui/format.ts'
import type { Place } from './calendar-memory.ts'
import { quarterHourPx } from './grid-size.ts'
import { wallSeconds } from './office-days.ts'

/** Seconds of the day that stood at the top when hours were last scrolled; null before. For as long as the window is open. */
let topSeconds: number | null = null

const secondsPerPx = (15 * 60) / quarterHourPx

/** Remembers how far the hours were scrolled. */
export function rememberScroll(event: UIEvent<HTMLElement>): void {
  const scroller = event.target
  // The month and the list scroll too, and have no hours.
  if (scroller instanceof HTMLElement && scroller.querySelector('[role="rowheader"]') && scroller.scrollTop > 0) {
    topSeconds = scroller.scrollTop * secondsPerPx
  }
}

/** The time to put at the top: where it was left, else an hour before now when today is shown, else the morning. */
export function scrollTimeFor({ day, today }: Place, { timeZone }: Office): string {
  const morning = 8 * 3600
  const now = wallSeconds(Date.now(), timeZone)
  const seconds = topSeconds ?? (day === today ? Math.max(0, Math.min(now - 3600, 16 * 3600)) : morning)
  const part = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${part(seconds / 3600)}:${part((seconds / 60) % 60)}:${part(seconds % 60)}`
}
