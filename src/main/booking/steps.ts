import { bookingPageActor, clientStages } from '../../shared/words.ts'
import type { Booking } from '../store/booking-page.ts'
import { findBookingByKey, findBookingStep, insertBookingStep, markBookingStepCompleted } from '../store/booking-page.ts'
import { setStage } from '../store/hand-stage.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { PageKey } from './page-key.ts'
import { createStepToken, digestOf, judgeStepToken } from './tokens.ts'

/** Whoever opens the page later than this after the booking has its id from elsewhere: an invitation, a forwarded mail. */
export const firstLookMs = 30 * 60_000

export type Completion = 'done' | 'unknown' | 'expired' | 'used' | 'over'

/** The step of the person who booked: who may complete it, and what that does. */
export interface Steps {
  /** For the first look at the page after the booking. Null: it was looked at before, or there is nothing to complete. */
  begin(booking: Booking): Promise<string | null>
  /** What a browser may do with the token that it has. */
  stateOf(booking: Booking, token: string | undefined): 'offered' | 'completed' | 'none'
  /** Once: the client moves on in the pipeline, and their history says by what. */
  complete(bookingKey: Buffer, token: string | undefined): Promise<Completion>
}

export function createSteps({
  store,
  writer,
  pageKey,
  now,
}: {
  readonly store: Store
  readonly writer: Writer
  readonly pageKey: PageKey
  readonly now: () => number
}): Steps {
  return {
    async begin(booking) {
      const { key, createdAtMs, appointment } = booking
      const nowMs = now()
      if (!isOpen(booking) || Math.abs(nowMs - createdAtMs) > firstLookMs) return null
      if (findBookingStep(store.read, appointment.id) !== null) return null
      const token = createStepToken(pageKey.current(), key, nowMs)
      const step = { appointmentId: appointment.id, digest: digestOf(token), openedAtMs: nowMs }
      return (await writer.submit((db) => insertBookingStep(db, step))) ? token : null
    },
    stateOf(booking, token) {
      if (token === undefined) return 'none'
      const step = findBookingStep(store.read, booking.appointment.id)
      if (step === null || !step.digest.equals(digestOf(token))) return 'none'
      if (step.completedAtMs !== null) return 'completed'
      return isOpen(booking) && judgeStepToken(pageKey.current(), token, booking.key, now()) === 'valid' ? 'offered' : 'none'
    },
    async complete(bookingKey, token) {
      const nowMs = now()
      if (token === undefined) return 'unknown'
      const judged = judgeStepToken(pageKey.current(), token, bookingKey, nowMs)
      if (judged !== 'valid') return judged
      return writer.submit((db, notes): Completion => {
        const booking = findBookingByKey(db, bookingKey)
        if (booking === null || !isOpen(booking) || !booking.key.equals(bookingKey)) return 'over'
        const { id, client } = booking.appointment
        const step = findBookingStep(db, id)
        if (step === null || !step.digest.equals(digestOf(token))) return 'unknown'
        if (!markBookingStepCompleted(db, id, nowMs)) return 'used'
        if (client !== null && clientStages.indexOf(client.stage) < clientStages.indexOf('completed')) {
          setStage(db, { clientId: client.id, stage: 'completed', reason: null, actor: bookingPageActor, nowMs })
          notes.topic('clients')
        }
        return 'done'
      })
    },
  }
}

/** What stands, is real, and is somebody's. */
function isOpen({ origin, appointment: { status, client } }: Booking): boolean {
  return origin === 'real' && client !== null && (status === 'scheduled' || status === 'arrived')
}
