import type { SlotCheck } from '../../shared/contract/gestures.ts'
import { listOverlapping } from '../store/appointment-lists.ts'
import { findDeskHours } from '../store/desk-people.ts'
import type { ReadDb } from '../store/db.ts'
import { weekly, type Slot } from './weekly.ts'
import { isWithinWorkingHours } from './working-hours.ts'

export interface Checked extends Slot {
  readonly hostId: number | null
  readonly weeks: number
  readonly exceptId: number | null
}

/** What stands in the way of an appointment, for each of its weeks: for a person to see, not to forbid. */
export function checkSlots(db: ReadDb, { hostId, weeks, exceptId, ...slot }: Checked, timeZone: string): SlotCheck[] {
  const hours = hostId === null ? null : findDeskHours(db, hostId)
  return weekly(slot, weeks, timeZone).map((each) => ({
    ...each,
    overlaps: hostId === null ? [] : listOverlapping(db, { ...each, hostId, exceptId }),
    outsideWorkingHours: hours !== null && !isWithinWorkingHours(hours, each, timeZone),
  }))
}
