import type { AppointmentCard } from '../../shared/appointment.ts'

/** What is drawn where the provider does not say when an appointment ends. */
export const assumedLengthMs = 30 * 60_000

/** Instants between which an appointment is drawn. An end that is not after the start is no end. */
export function spanOf({ startMs, endMs }: Pick<AppointmentCard, 'startMs' | 'endMs'>): {
  startMs: number
  endMs: number
  endKnown: boolean
} {
  const endKnown = endMs !== null && endMs > startMs
  return { startMs, endMs: endKnown ? endMs : startMs + assumedLengthMs, endKnown }
}

/** Minutes of a consultation so short that it is drawn as a chip; null for everything else. */
export function shortConsultationMinutes(card: Pick<AppointmentCard, 'type' | 'startMs' | 'endMs'>): number | null {
  const { startMs, endMs, endKnown } = spanOf(card)
  const minutes = Math.round((endMs - startMs) / 60_000)
  return card.type === 'consultation' && endKnown && minutes <= 15 ? minutes : null
}
