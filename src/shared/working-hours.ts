import type { WorkingHours } from './appointment.ts'

/** False: a stretch ends before it begins, or two of one day overlap. */
export function areSound(hours: readonly WorkingHours[]): boolean {
  const sorted = hours.toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from))
  return sorted.every((stretch, index) => {
    const before = sorted[index - 1]
    const isApart = before?.weekday !== stretch.weekday || before.to <= stretch.from
    return stretch.from < stretch.to && isApart
  })
}
