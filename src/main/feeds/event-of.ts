import { createHash } from 'node:crypto'
import { ICalEventBusyStatus, ICalEventClass, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import type { ICalEventData } from 'ical-generator'
import type { Translate } from '../../shared/messages/translator.ts'
import type { Disclosure, PublicAppointment } from '../../shared/public-appointment.ts'
import type { FeedDetail } from '../../shared/sharing-words.ts'
import type { AppointmentStatus } from '../../shared/words.ts'
import type { RevisedAppointment } from '../store/feed-appointments.ts'
import { cleanLine, cleanParagraph } from './clean-text.ts'
import { daysOf } from './whole-days.ts'

/** What an event tells. `visitor`: it is the person's own appointment, who knows who they are. */
export type EventDetail = FeedDetail | 'visitor'

export interface EventWording {
  readonly detail: EventDetail
  readonly t: Translate
  /** The office's, by which a day is a whole one. IANA name. */
  readonly timeZone: string
}

/** Where no end is known, this long is assumed: what the desk's own calendar draws. */
const assumedMs = 30 * 60_000

/** Whoever looks for a free hour need not keep clear of these. */
const free: readonly AppointmentStatus[] = ['cancelled', 'superseded', 'no_show']
/** Said in the title too: Outlook shows a subscribed event alike, whatever its STATUS says. */
const said: readonly AppointmentStatus[] = ['cancelled', 'no_show', 'pending']

/**
 * An appointment as an event of a calendar: RFC 5545. Null: its start is not known.
 *
 * There is no ORGANIZER and no ATTENDEE, whatever it tells: with these Outlook takes an event for an invitation, and answers it by mail.
 *
 * @param appointment with what `disclosureOf(detail)` tells.
 */
export function eventOf(appointment: RevisedAppointment, { detail, t, timeZone }: EventWording): ICalEventData | null {
  const { status, start, end, revisedAtMs, created, sequence } = appointment
  if (start === null) return null
  const startMs = Date.parse(start)
  const endMs = end === null ? startMs + assumedMs : Math.max(Date.parse(end), startMs)
  const days = daysOf({ startMs, endMs }, appointment.timeZone === null ? [timeZone] : [timeZone, appointment.timeZone])
  const isFree = free.includes(status)
  return {
    id: uidOf(appointment),
    sequence,
    // Of the appointment and not of the file, so that what nothing changed in is byte for byte the same.
    stamp: new Date(revisedAtMs),
    created: new Date(created),
    lastModified: new Date(revisedAtMs),
    // In UTC, which needs no table of a zone's summers; each calendar shows it in its own zone.
    ...(days ? { allDay: true, start: days.first, end: days.after } : { start: new Date(startMs), end: new Date(endMs) }),
    status: statusOf(status),
    transparency: isFree ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    busystatus: isFree ? ICalEventBusyStatus.FREE : status === 'pending' ? ICalEventBusyStatus.TENTATIVE : ICalEventBusyStatus.BUSY,
    ...(isHidden(detail) && { class: ICalEventClass.PRIVATE }),
    summary: summaryOf(appointment, detail, t),
    ...(!isHidden(detail) && { ...placeOf(appointment), description: descriptionOf(appointment, detail, t) }),
  }
}

/** Nobody's name, no title, no place. */
export const isHidden = (detail: EventDetail): boolean => detail === 'busy' || detail === 'type'

/** What an event of this detail is made from; nothing else is read from the store. */
export function disclosureOf(detail: EventDetail): Disclosure {
  return { personal: !isHidden(detail), medical: detail === 'all', metadata: false }
}

/**
 * Of the source's id, and not the source's own iCalUID: all events of a series share that one, and a file that has the organizer's UID would
 * take the place of the organizer's event where it is opened. Hashed: an id of Cal.com opens the booking's page to whoever has it.
 */
export function uidOf({ source, externalId }: Pick<PublicAppointment, 'source' | 'externalId'>): string {
  return `${createHash('sha256').update(`${source}\n${externalId}`).digest('hex').slice(0, 32)}@deskbell`
}

function statusOf(status: AppointmentStatus): ICalEventStatus {
  if (status === 'cancelled' || status === 'superseded') return ICalEventStatus.CANCELLED
  return status === 'pending' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
}

function summaryOf({ status, type, title, providerType, client }: PublicAppointment, detail: EventDetail, t: Translate): string {
  const what = detail === 'busy' ? t('feeds.event.busy') : t(`words.type.${type}`)
  const named = isHidden(detail) ? what : cleanLine(title ?? providerType ?? what) || what
  const who = detail === 'names' || detail === 'all' ? cleanLine(client?.name ?? client?.email ?? '') : ''
  const whole = who === '' || named.toLowerCase().includes(who.toLowerCase()) ? named : t('feeds.event.with', { what: named, who })
  return said.includes(status) ? t('feeds.event.said', { status: t(`words.status.${status}`), what: whole }) : whole
}

/** A link goes into both: Google and Apple make LOCATION one to tap on, and Outlook shows no URL. */
function placeOf({ location }: PublicAppointment): Pick<ICalEventData, 'location' | 'url'> {
  const url = webAddress(location?.url ?? null)
  const text = cleanLine(location?.text ?? '')
  const place = [text, url !== null && text !== url ? url : ''].filter((part) => part !== '').join(', ')
  return {
    ...(place !== '' && { location: place }),
    // The library escapes this value as if it were text, and calendars would take the backslashes for part of the address.
    ...(url !== null && { url: url.replaceAll(',', '%2C').replaceAll(';', '%3B') }),
  }
}

/** Null: not one that a calendar should open. */
function webAddress(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null
  const { protocol, href } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}

function descriptionOf(appointment: PublicAppointment, detail: EventDetail, t: Translate): string {
  const { client, hosts, source, providerType, title, answers, notes, startAssumed, attendeeCount } = appointment
  const lines: string[] = []
  const add = (key: 'client' | 'host' | 'email' | 'phone' | 'kind', text: string | null | undefined): void => {
    const cleaned = cleanLine(text ?? '')
    if (cleaned !== '') lines.push(t(`feeds.event.${key}`, { text: cleaned }))
  }
  if (detail !== 'visitor') add('client', client?.name ?? client?.email)
  if (detail === 'all') {
    add('email', client?.email)
    add('phone', client?.phone)
  }
  add('host', hosts.flatMap((host) => host.name ?? host.email ?? []).join(', '))
  if (detail === 'visitor') return lines.join('\n')
  if (attendeeCount > 1) lines.push(t('feeds.event.attendees', { count: attendeeCount }))
  if (providerType !== title) add('kind', providerType)
  lines.push(t('feeds.event.source', { source: t(`words.source.${source}`) }))
  if (startAssumed) lines.push(t('feeds.event.assumed'))
  if (detail === 'all') {
    for (const { question, answer } of answers) lines.push(`${cleanLine(question)}: ${cleanParagraph(answer)}`)
    if (notes !== null && notes !== '') lines.push(cleanParagraph(notes))
  }
  return cleanParagraph(lines.join('\n'))
}
