import { Temporal } from 'temporal-polyfill'
import { joinAppointments, splitAppointments, type Pair } from '../store/link-decisions.ts'
import { findLinkRow } from '../store/link-rows.ts'
import { listJoinable } from '../store/link-lists.ts'
import type { DeskParts } from './context.ts'
import { openOs } from './implementer.ts'

const { appointments } = openOs
const notThere = { message: 'This appointment is not there any more, or it is not a real one.' }

/** One booking, two sources: what people decide of it. */
export const links = {
  joinable: appointments.joinable.handler(({ context: { store, settings }, input, errors }) => {
    if (findLinkRow(store.read, input.id) === null) throw errors.NOT_FOUND(notThere)
    return listJoinable(store.read, input.id, (startMs) => dayOf(startMs, settings.settings().timeZone))
  }),
  join: appointments.join.handler(async ({ context, input, errors }) => {
    if (!(await decide(context, input, joinAppointments))) throw errors.NOT_FOUND(notThere)
    return { ok: true }
  }),
  split: appointments.split.handler(async ({ context, input, errors }) => {
    if (!(await decide(context, input, splitAppointments))) throw errors.NOT_FOUND(notThere)
    return { ok: true }
  }),
}

function decide({ writer, actor, now }: DeskParts, pair: Pair, decision: typeof joinAppointments): Promise<boolean> {
  return writer.submit((db, notes) => {
    for (const topic of ['appointments', 'clients', 'notices'] as const) notes.topic(topic)
    return decision(db, pair, { actor: actor(), nowMs: now() })
  })
}

/** The day of the office's zone in which an instant lies. By dates: where clocks skip midnight, the next day begins at another time. */
function dayOf(ms: number, timeZone: string): { readonly startMs: number; readonly endMs: number } {
  const day = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate()
  const beginOf = (date: Temporal.PlainDate): number => date.toZonedDateTime(timeZone).epochMilliseconds
  return { startMs: beginOf(day), endMs: beginOf(day.add({ days: 1 })) }
}
