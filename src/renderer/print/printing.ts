import type { AppointmentCard, Host } from '../../shared/appointment.ts'
import { createMemory } from '../app/memory.ts'
import type { Paper } from '../../shared/paper.ts'
import type { Office } from '../ui/format.ts'
import type { PrintOrder } from './print-order.ts'

/** Everything that a sheet shows, read at one moment. */
export interface Printout {
  readonly order: PrintOrder
  readonly paper: Paper
  readonly cards: readonly AppointmentCard[]
  readonly hosts: readonly Host[]
  readonly office: Office
  readonly printedAtMs: number
}

/** As it was wished for last; with the privacy switch on, names stay out all the same. */
export const printWishes = createMemory('print', { withNames: true })
