import type { AppointmentCard } from '../../shared/appointment.ts'
import type { Span } from './slots.ts'

/** An empty stretch that somebody marked. `hostId` null: not said. */
export interface MarkedSlot extends Span {
  readonly hostId: number | null
}

/** Where somebody put an appointment. `hostId` undefined: as it was. */
export interface Move extends Span {
  readonly card: AppointmentCard
  readonly hostId?: number | null
}

/** What can be done in a grid by drag and click; a grid without it only shows. */
export interface GridEditing {
  onCreate(slot: MarkedSlot): void
  /** False: it was refused, and the grid puts the card back. */
  onMove(move: Move): Promise<boolean>
}
