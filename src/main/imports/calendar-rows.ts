import { Temporal } from 'temporal-polyfill'
import type { ImportPlan } from '../../shared/contract/imports.ts'
import type { RowRemark } from '../../shared/import-words.ts'
import { appointmentTypeOf } from '../ingest/type-rules.ts'
import {
  candidateOf,
  RowError,
  type AppointmentCandidate,
  type Candidate,
  type CandidateClient,
  type CandidateHost,
  type Problem,
} from './candidate.ts'
import type { CalendarMoment } from './calendar-times.ts'
import { instantOf } from './moments.ts'
import type { CalendarEvent, CalendarPerson, ParsedCalendar } from './read-calendar.ts'
import type { Reading } from './table-rows.ts'
import { lineOf, linesOf, locationOf, mailAddress, typeOf } from './texts.ts'

/** What each occurrence tells, or why it is left out. */
export function* calendarCandidates({ events, problems }: ParsedCalendar, reading: Reading): Generator<Candidate | Problem> {
  for (const event of events) yield candidateOf(event.row, () => read(event, reading))
  for (const { row, reason, text } of problems) yield { kind: 'problem', row, field: null, reason, text }
}

const longestMs = 24 * 3_600_000
/** Of whole days, such as a holiday. */
const mostDaysMs = 31 * longestMs + 3_600_000

function read(event: CalendarEvent, { plan, typeRules }: Reading): AppointmentCandidate {
  const { row, uid, recurrence, start, end, category } = event
  const remarks: RowRemark[] = []
  const title = shortened(event.title)
  if (start.kind === 'date' && plan.allDay === 'skip') throw new RowError('all-day', null, title ?? '')
  const startMs = instant(start, plan.timeZone, remarks)
  const endMs = end === null ? ownEnd(start, startMs, plan) : instant(end, plan.timeZone, [])
  // A moment without a length, such as a reminder.
  const lasts = endMs === startMs ? plan.minutes * 60_000 : endMs - startMs
  if (lasts < 0) throw new RowError('end-before-start', null, title ?? '')
  if (lasts > (start.kind === 'date' ? mostDaysMs : longestMs)) throw new RowError('too-long', null, title ?? '')
  if (end === null || endMs === startMs) remarks.push('no-end')
  const providerType = shortened(category)
  return {
    kind: 'appointment',
    row,
    startMs,
    endMs: startMs + lasts,
    title,
    providerType,
    type:
      (providerType === null ? plan.type : typeOf(providerType)) ??
      plan.type ??
      appointmentTypeOf(typeRules, 'manual', { providerType: [providerType, title].filter(Boolean).join(' '), providerTypeSlug: null }),
    host: plan.client === 'organizer' ? null : hostOf(event.organizer),
    client: clientOf(event, plan),
    location: locationOf(shortened(event.location)),
    notes: linesOf('notes', (event.notes ?? '').slice(0, 5000)),
    status: event.isTentative ? 'pending' : 'scheduled',
    uid,
    recurrence,
    remarks,
  }
}

/** Calendars put whole invitations into a line. */
function shortened(text: string | null): string | null {
  return text === null ? null : lineOf('title', text.length > 200 ? `${text.slice(0, 199)}…` : text)
}

function instant(moment: CalendarMoment, timeZone: string, remarks: RowRemark[]): number {
  if (moment.kind === 'date') return Temporal.PlainDate.from(moment.on).toZonedDateTime(timeZone).epochMilliseconds
  const { atMs, remark } = moment.kind === 'instant' ? moment : instantOf(Temporal.PlainDateTime.from(moment.at), timeZone)
  if (remark !== null) remarks.push(remark)
  return atMs
}

/** RFC 5545, 3.6.1: without an end a day lasts until the next one, and anything else no time at all. */
function ownEnd(start: CalendarMoment, startMs: number, { timeZone }: ImportPlan): number {
  return start.kind === 'date' ? Temporal.PlainDate.from(start.on).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds : startMs
}

function hostOf(person: CalendarPerson | null): CandidateHost | null {
  const email = mailAddress(person?.email ?? null)
  const key = email ?? person?.name?.toLowerCase()
  return person && key !== undefined ? { key, name: person.name, email } : null
}

function clientOf({ organizer, attendees }: CalendarEvent, { client }: ImportPlan): CandidateClient | null {
  const person = client === 'nobody' ? null : client === 'organizer' ? organizer : (attendees[0] ?? null)
  const [name, email] = [lineOf('name', person?.name ?? ''), mailAddress(person?.email ?? null)]
  return name === null && email === null ? null : { name, email, phone: null }
}
