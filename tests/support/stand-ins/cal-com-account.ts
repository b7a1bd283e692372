import { asUuid, createIds } from './common/ids.ts'

export interface CalComPerson {
  readonly name: string
  readonly email: string
  /** IANA name. */
  readonly timeZone: string
}

export interface CalComHost extends CalComPerson {
  readonly id: number
  readonly username: string
}

export interface CalComAttendee extends CalComPerson {
  readonly id: number
  /** Of a seated booking only. */
  readonly seatUid: string | null
  absent: boolean
}

export interface CalComEventType {
  readonly id: number
  readonly slug: string
  readonly title: string
  /** Null: one booking takes the slot. */
  readonly seats: number | null
  readonly requiresConfirmation: boolean
}

export interface CalComBooking {
  readonly id: number
  readonly uid: string
  readonly iCalUid: string
  readonly eventType: CalComEventType
  readonly host: CalComHost
  readonly startMs: number
  readonly endMs: number
  readonly createdAtMs: number
  /** The booking that it replaces. */
  readonly fromReschedule: CalComBooking | null
  attendees: CalComAttendee[]
  updatedAtMs: number
  status: 'ACCEPTED' | 'PENDING' | 'CANCELLED' | 'REJECTED'
  /** It was moved, or the host asked for another time: its status is CANCELLED then too. */
  rescheduled: boolean
  cancellationReason: string | null
  cancelledBy: string | null
  rejectionReason: string | null
}

/** What Cal.com would tell its webhooks. */
export type CalComNews =
  | {
      readonly trigger: 'BOOKING_CREATED' | 'BOOKING_REQUESTED' | 'BOOKING_RESCHEDULED' | 'BOOKING_REJECTED' | 'BOOKING_CANCELLED'
      readonly booking: CalComBooking
      /** Whom the payload lists. */
      readonly attendees: readonly CalComAttendee[]
      readonly requestReschedule?: boolean
    }
  | { readonly trigger: 'BOOKING_NO_SHOW_UPDATED'; readonly booking: CalComBooking; readonly marked: readonly CalComAttendee[] }
  | { readonly trigger: 'MEETING_ENDED'; readonly booking: CalComBooking }

export interface CalComSlot {
  readonly person: CalComPerson
  readonly startMs: number
  /** 30 unless told. */
  readonly minutes?: number
  /** `consultation` unless told. */
  readonly slug?: string
  readonly guests?: readonly CalComPerson[]
  readonly seats?: number
  readonly requiresConfirmation?: boolean
  /** Made up unless told. */
  readonly iCalUid?: string
}

/** What people do at Cal.com. Throws where its pages would not offer it. */
export interface CalComAccount {
  readonly host: CalComHost
  readonly bookings: readonly CalComBooking[]
  book(slot: CalComSlot): CalComBooking
  /** @param listsAll whether the payload lists everybody or the new one only: Cal.com does both. */
  takeSeat(uid: string, person: CalComPerson, listsAll: boolean): void
  confirm(uid: string): void
  decline(uid: string, reason?: string): void
  /** Under a new uid. Where its event type wants that, it waits for the host's confirmation. */
  reschedule(uid: string, startMs: number): CalComBooking
  cancel(uid: string, told?: { readonly by?: string; readonly reason?: string }): void
  /** One of several: the slot goes on. The last one cancels it. */
  leaveSeat(uid: string, email: string): void
  /** The host asks the client to choose another time. */
  requestReschedule(uid: string, reason?: string): void
  markAbsent(uid: string, marks: readonly { readonly email: string; readonly absent: boolean }[]): void
  /** Its time is over; told once. */
  endMeeting(uid: string): void
}

export class CalComRefusal extends Error {
  override readonly name = 'CalComRefusal'
}

export function createCalComAccount({
  now,
  seed,
  tell,
}: {
  readonly now: () => number
  readonly seed: number
  readonly tell: (news: CalComNews) => void
}): CalComAccount {
  const nextId = createIds(seed)
  let lastNumber = 7_000
  const nextNumber = (): number => (lastNumber += 1)
  const host: CalComHost = {
    id: 41,
    name: 'Priya Raman',
    email: 'priya.raman@office.example',
    username: 'priya',
    timeZone: 'Europe/Berlin',
  }
  const bookings: CalComBooking[] = []
  /** Of which it was told. */
  const ended = new Set<CalComBooking>()

  const bookingOf = (uid: string): CalComBooking => {
    const booking = bookings.find((one) => one.uid === uid)
    if (booking === undefined) throw new CalComRefusal(`Booking with uid=${uid} not found.`)
    return booking
  }
  const standing = (uid: string): CalComBooking => {
    const booking = bookingOf(uid)
    if (booking.status === 'CANCELLED' || booking.status === 'REJECTED') throw new CalComRefusal('the booking has been cancelled')
    return booking
  }
  const attendeeOf = (person: CalComPerson, isSeat: boolean): CalComAttendee => ({
    ...person,
    id: nextNumber(),
    seatUid: isSeat ? asUuid(nextId('seat')) : null,
    absent: false,
  })

  function change(booking: CalComBooking, members: Partial<CalComBooking>): void {
    Object.assign(booking, members, { updatedAtMs: now() })
  }

  function add(
    given: Pick<CalComBooking, 'eventType' | 'startMs' | 'endMs' | 'fromReschedule' | 'attendees'>,
    iCalUid?: string,
  ): CalComBooking {
    const atMs = now()
    const uid = Buffer.from(nextId('booking'), 'hex').toString('base64url')
    const booking: CalComBooking = {
      ...given,
      id: nextNumber(),
      uid,
      iCalUid: iCalUid ?? `${uid}@Cal.com`,
      host,
      createdAtMs: atMs,
      updatedAtMs: atMs,
      status: given.eventType.requiresConfirmation ? 'PENDING' : 'ACCEPTED',
      rescheduled: false,
      cancellationReason: null,
      cancelledBy: null,
      rejectionReason: null,
    }
    bookings.push(booking)
    return booking
  }

  function tellOf(trigger: Extract<CalComNews, { attendees: unknown }>['trigger'], booking: CalComBooking): void {
    tell({ trigger, booking, attendees: booking.attendees })
  }

  function end(booking: CalComBooking, told: { by?: string; reason?: string }): void {
    change(booking, { status: 'CANCELLED', cancellationReason: told.reason ?? null, cancelledBy: told.by ?? booking.host.email })
  }

  return {
    host,
    bookings,
    book({ person, startMs, minutes = 30, slug = 'consultation', guests = [], seats, requiresConfirmation = false, iCalUid }) {
      const title = slug.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase())
      const booking = add(
        {
          eventType: { id: 900, slug, title, seats: seats ?? null, requiresConfirmation },
          startMs,
          endMs: startMs + minutes * 60_000,
          fromReschedule: null,
          attendees: [person, ...guests].map((one) => attendeeOf(one, seats !== undefined)),
        },
        iCalUid,
      )
      tellOf(requiresConfirmation ? 'BOOKING_REQUESTED' : 'BOOKING_CREATED', booking)
      return booking
    },
    takeSeat(uid, person, listsAll) {
      const booking = standing(uid)
      const { seats } = booking.eventType
      if (seats === null || booking.attendees.length >= seats) throw new CalComRefusal('there is no seat left')
      if (booking.attendees.some(({ email }) => email === person.email)) throw new CalComRefusal('Already signed up for this booking')
      const attendee = attendeeOf(person, true)
      change(booking, { attendees: [...booking.attendees, attendee] })
      tell({ trigger: 'BOOKING_CREATED', booking, attendees: listsAll ? booking.attendees : [attendee] })
    },
    confirm(uid) {
      const booking = standing(uid)
      if (booking.status !== 'PENDING') throw new CalComRefusal('Booking already confirmed')
      change(booking, { status: 'ACCEPTED' })
      tellOf('BOOKING_CREATED', booking)
    },
    decline(uid, reason) {
      const booking = standing(uid)
      if (booking.status !== 'PENDING') throw new CalComRefusal('Booking already confirmed')
      change(booking, { status: 'REJECTED', rejectionReason: reason ?? null })
      tellOf('BOOKING_REJECTED', booking)
    },
    reschedule(uid, startMs) {
      const old = standing(uid)
      if (old.eventType.seats !== null) throw new CalComRefusal('a seat is moved by taking another one')
      const attendees = old.attendees.map((attendee) => attendeeOf({ ...attendee }, false))
      const booking = add({ eventType: old.eventType, startMs, endMs: startMs + (old.endMs - old.startMs), fromReschedule: old, attendees })
      change(old, { status: 'CANCELLED', rescheduled: true })
      tellOf(old.eventType.requiresConfirmation ? 'BOOKING_REQUESTED' : 'BOOKING_RESCHEDULED', booking)
      return booking
    },
    cancel(uid, told = {}) {
      const booking = standing(uid)
      end(booking, told)
      tellOf('BOOKING_CANCELLED', booking)
    },
    leaveSeat(uid, email) {
      const booking = standing(uid)
      const leaving = booking.attendees.filter((attendee) => attendee.email === email)
      if (booking.eventType.seats === null || leaving.length === 0) throw new CalComRefusal('User not found in this meeting')
      // With the last seat goes the booking, which keeps its attendee. Source: handleSeats/cancel/cancelAttendeeSeat.ts.
      if (booking.attendees.length === 1) end(booking, { by: email })
      else change(booking, { attendees: booking.attendees.filter((attendee) => attendee.email !== email) })
      tell({ trigger: 'BOOKING_CANCELLED', booking, attendees: leaving })
    },
    requestReschedule(uid, reason) {
      const booking = standing(uid)
      end(booking, { ...(reason !== undefined && { reason }) })
      change(booking, { rescheduled: true })
      tell({ trigger: 'BOOKING_CANCELLED', booking, attendees: booking.attendees, requestReschedule: true })
    },
    markAbsent(uid, marks) {
      const booking = standing(uid)
      if (booking.status !== 'ACCEPTED') throw new CalComRefusal('the booking waits for confirmation')
      // Source: apps/api/v2/src/ee/bookings/2024-08-13/services/bookings.service.ts, markAbsent.
      if (now() < booking.startMs) throw new CalComRefusal('Bookings can only be marked as absent after their scheduled start time.')
      const marked = booking.attendees.filter(({ email }) => marks.some((mark) => mark.email === email))
      if (marked.length < marks.length) throw new CalComRefusal('No attendees found in the booking')
      for (const attendee of marked) attendee.absent = marks.find(({ email }) => email === attendee.email)!.absent
      change(booking, {})
      tell({ trigger: 'BOOKING_NO_SHOW_UPDATED', booking, marked })
    },
    endMeeting(uid) {
      const booking = standing(uid)
      if (booking.status !== 'ACCEPTED' || now() < booking.endMs || ended.has(booking)) throw new CalComRefusal('no meeting has ended')
      ended.add(booking)
      tell({ trigger: 'MEETING_ENDED', booking })
    },
  }
}
