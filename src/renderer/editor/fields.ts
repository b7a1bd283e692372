import type { Appointment, Location } from '../../shared/appointment.ts'
import type { AppointmentDraft } from '../../shared/contract/gestures.ts'
import type { MessageKey } from '../../shared/messages/translator.ts'
import type { AppointmentType } from '../../shared/words.ts'
import { safeLink } from '../appointment/safe-link.ts'
import { addDays, dayOf, wallSeconds } from '../calendar/office-days.ts'
import type { Day } from '../calendar/office-days.ts'
import { slotAt } from '../calendar/slots.ts'
import type { Span } from '../calendar/slots.ts'
import { spanOf } from '../calendar/span.ts'
import type { EditorStart, KnownClient } from './open-editor.ts'

export const placeKinds = ['none', 'place', 'phone', 'video', 'other'] as const
export type PlaceKind = (typeof placeKinds)[number]

/** What stands in the form. */
export interface Fields {
  /** Somebody we know; null: `name`, `email` and `phone` make somebody known. */
  readonly client: KnownClient | null
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly title: string
  readonly type: AppointmentType
  readonly hostId: number | null
  readonly day: Day
  /** On the office's clock, `HH:mm`; empty: nothing was said. */
  readonly from: string
  /** Not after `from`: on the day after. */
  readonly to: string
  readonly placeKind: PlaceKind
  readonly place: string
  readonly notes: string
  readonly weeks: number
}

export type FieldErrors = Partial<Record<keyof Fields, MessageKey>>

const empty = { client: null, name: '', email: '', phone: '', title: '', placeKind: 'none', place: '', notes: '', weeks: 1 } as const

/** A form for a new appointment. */
export function newFields(start: Exclude<EditorStart, { appointmentId: number }>, timeZone: string): Fields {
  return {
    ...empty,
    client: start.client ?? null,
    name: start.name ?? '',
    type: 'consultation',
    hostId: start.hostId,
    ...timesOf(start, timeZone),
  }
}

/** The form of a manual appointment. @throws when it has no start, which only a provider's can lack */
export function fieldsOf(appointment: Appointment, timeZone: string): Fields {
  const { details, client, hostIds, type } = appointment
  if (details.startMs === null) throw new Error(`Appointment ${appointment.id} has no start.`)
  const [person] = details.attendees
  return {
    ...empty,
    client: client && { id: client.id, name: person?.name ?? null, email: person?.email ?? null, phone: person?.phone ?? null },
    title: details.title ?? '',
    type,
    hostId: hostIds[0] ?? null,
    placeKind: details.location?.kind ?? 'none',
    place: details.location?.url ?? details.location?.text ?? '',
    notes: details.notes ?? '',
    ...timesOf(spanOf({ startMs: details.startMs, endMs: details.endMs }), timeZone),
  }
}

/** How an instant's day and times stand in the form. */
export function timesOf({ startMs, endMs }: Span, timeZone: string): Pick<Fields, 'day' | 'from' | 'to'> {
  return { day: dayOf(startMs, timeZone), from: clockOf(startMs, timeZone), to: clockOf(endMs, timeZone) }
}

/**
 * The instants that the form says; null while a time is missing or both are the same. As long as nobody touched the times they are those
 * of `began`: in an hour that clocks show twice the form could not tell which of the two is meant.
 */
export function spanOfFields(fields: Pick<Fields, 'day' | 'from' | 'to'>, timeZone: string, began: Span | null = null): Span | null {
  if (!isClock(fields.from) || !isClock(fields.to) || fields.from === fields.to || fields.day === '') return null
  const before = began && timesOf(began, timeZone)
  if (began && before?.day === fields.day && before.from === fields.from && before.to === fields.to) return began
  const [from, to] = [secondsOf(fields.from), secondsOf(fields.to)]
  return slotAt(fields.day, from, to > from ? to : to + secondsOfDay, timeZone)
}

/** True: the end is on the day after. */
export function endsNextDay({ from, to }: Pick<Fields, 'from' | 'to'>): boolean {
  return isClock(from) && isClock(to) && to < from && to !== '00:00'
}

/** Another beginning, and the same length on the clock. */
export function withFrom(fields: Fields, from: string): Fields {
  if (!isClock(from) || !isClock(fields.from) || !isClock(fields.to)) return { ...fields, from }
  const length = secondsOf(fields.to) - secondsOf(fields.from)
  return { ...fields, from, to: clockOfSeconds(secondsOf(from) + length) }
}

/** What has to be said otherwise before it can be saved, by field. */
export function errorsOf(fields: Fields): FieldErrors {
  const { client, name, email, phone, title, from, to, day, weeks } = fields
  const isNew = client === null && [name, email, phone].some((text) => text.trim() !== '')
  return {
    ...(client === null && name.trim() === '' && (isNew || title.trim() === '') && { name: 'editor.errors.name' as const }),
    ...(isNew && email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) && { email: 'editor.errors.email' as const }),
    ...(day === '' && { day: 'editor.errors.day' as const }),
    ...(!isClock(from) && { from: 'editor.errors.time' as const }),
    ...(!isClock(to) ? { to: 'editor.errors.time' as const } : from === to ? { to: 'editor.errors.sameTime' as const } : {}),
    ...(!(Number.isInteger(weeks) && weeks >= 1 && weeks <= 52) && { weeks: 'editor.errors.weeks' as const }),
  }
}

/** What to tell the desk. Call it when `errorsOf` found nothing. */
export function draftOf(fields: Fields, span: Span): AppointmentDraft {
  const { client, name, email, phone, title, type, hostId, notes } = fields
  const newClient = name.trim() === '' ? null : { name: name.trim(), email: email.trim() || null, phone: phone.trim() || null }
  return {
    type,
    title: title.trim() || null,
    startMs: span.startMs,
    endMs: span.endMs,
    hostId,
    client: client ? { id: client.id } : newClient,
    location: locationOf(fields),
    notes: notes.trim() || null,
  }
}

/** The last of the weeks' days. */
export function lastDay({ day, weeks }: Pick<Fields, 'day' | 'weeks'>): Day {
  return addDays(day, (weeks - 1) * 7)
}

function locationOf({ placeKind, place }: Fields): Location | null {
  if (placeKind === 'none') return null
  const text = place.trim()
  const link = placeKind === 'video' || placeKind === 'other' ? safeLink(text) : null
  return link ? { kind: placeKind, text: null, url: link.href } : { kind: placeKind, text: text || null, url: null }
}

const secondsOfDay = 86_400

function isClock(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

function secondsOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(3, 5)) * 60
}

function clockOf(ms: number, timeZone: string): string {
  return clockOfSeconds(wallSeconds(ms, timeZone))
}

function clockOfSeconds(seconds: number): string {
  const minutes = Math.floor((((seconds % secondsOfDay) + secondsOfDay) % secondsOfDay) / 60)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
