import type { AppointmentDetails, Attendee, Cancellation } from '../../shared/appointment.ts'
import type { ChangeKind, Source } from '../../shared/words.ts'

/** Members that a provider did not mention are absent: absent leaves what we know, `null` says "there is none". */
export type DetailsPatch = Partial<Omit<AppointmentDetails, 'attendees'>>

/** What one delivery, one sync or one person at the desk says about one appointment. */
export interface AppointmentChange {
  readonly about: 'appointment'
  readonly source: Source
  readonly externalId: string
  readonly kind: ChangeKind
  /** The provider's own word, for the history. */
  readonly providerEvent: string | null
  /**
   * When it happened, by the provider's clock: what orders changes, whatever order they arrive in.
   * Null where the provider says nothing that can be relied on; then arrival and the rank of the kind decide.
   */
  readonly happenedAtMs: number | null
  /** Newer ones replace older ones, member by member. */
  readonly details: DetailsPatch
  /** Used only where nothing else is known, for example the old times that a reschedule mentions. */
  readonly fallback?: DetailsPatch
  /** Everyone listed takes part (by e-mail or external id), the others stay: a payload may list only one seat. */
  readonly attendees?: readonly Omit<Attendee, 'active' | 'noShow'>[]
  /** The payload lists everyone: who is known and not listed was replaced, and is forgotten. Never for seats, whose payloads may list one only. */
  readonly attendeesAreAll?: boolean
  /** Those who leave while the appointment goes on; when the last one has left, the appointment is cancelled. */
  readonly leaving?: readonly AttendeeKey[]
  /** Whom a no-show, or its undoing, is about; absent: the client. */
  readonly noShows?: readonly { readonly who: AttendeeKey; readonly noShow: boolean }[]
  readonly cancellation?: Cancellation
  /** The provider only tells that the time is over (Cal.com's MEETING_ENDED): any statement of a person weighs more. */
  readonly byClock?: boolean
  /** A later booking of the same id stands again after a cancellation. Never where the provider does not use an id twice. */
  readonly revives?: boolean
  /** External id of the appointment that this one replaces. */
  readonly supersedes?: string
  /** External id of the appointment that replaces this one, if the provider named it. */
  readonly supersededBy?: string
  /**
   * Read from the provider's API: all that it holds of the appointment at `happenedAtMs`, by its clock, which is never null then. What it
   * said before counts no more, whenever that arrives. `kind` tells the status: `created`, `requested`, `cancelled`, `declined`, `no_show` or
   * `superseded`; whether somebody came, no provider's API knows.
   */
  readonly isWhole?: boolean
  /** When it was booked, where that is told beside the time of the statement. Never of a request that only waits, or was declined. */
  readonly bookedAtMs?: number
  /** When the end that is told came, likewise. */
  readonly endedAtMs?: number
  /** Said by a person at the desk; absent: by the provider. */
  readonly desk?: DeskSpeaker
  /** Of `undone`: the gesture that was taken back, on this appointment. */
  readonly retracts?: string
}

export interface DeskSpeaker {
  /** The same for all that was done in one go. */
  readonly gestureId: string
  /** Who, as they are called at the desk. */
  readonly actor: string
}

/** E-mail in lower case, else the provider's own id of the person. */
export type AttendeeKey = string

/** Somebody filled in a form without booking: known as a client in the stage `lead`. */
export interface LeadChange {
  readonly about: 'lead'
  readonly source: Source
  readonly externalId: string
  readonly providerEvent: string | null
  readonly happenedAtMs: number | null
  readonly email: string | null
  readonly name: string | null
  readonly answers: readonly { readonly question: string; readonly answer: string }[]
  readonly metadata: Record<string, unknown>
}

export type Change = AppointmentChange | LeadChange
