import type { Settings } from '../../shared/settings.ts'

/** True within the quiet hours on the office's clock: from `from` on, up to and without `to`. Equal ones are a whole day. */
export function isQuiet(nowMs: number, { timeZone, notices: { quietHours } }: Pick<Settings, 'timeZone' | 'notices'>): boolean {
  if (quietHours === null) return false
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(nowMs)
  const { from, to } = quietHours
  return from < to ? clock >= from && clock < to : clock >= from || clock < to
}
