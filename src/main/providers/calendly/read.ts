import type { AppointmentChange, Change, LeadChange } from '../../ingest/change.ts'
import { PayloadError, type Reading, type ReadingContext } from '../provider.ts'
import { keyOfBytes, keyOfParts } from '../reading/delivery-key.ts'
import { parseInstant } from '../reading/instant.ts'
import { fieldMissing, readShape } from '../reading/issues.ts'
import { isPlainObject, passAlong } from '../reading/pass-along.ts'
import { defined } from '../reading/patch.ts'
import { readAnswers } from './answers.ts'
import { readCalendlyLocation } from './location.ts'
import { readOlderInvitee } from './older-payload.ts'
import { bookedInviteeSchema, envelopeSchema, knownInviteeSchema, routingFormSchema, type Invitee } from './schema.ts'

const inviteeEvents = ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted'] as const
type InviteeEvent = (typeof inviteeEvents)[number]

/**
 * Reads both of Calendly's payloads: the present one, whose payload is the invitee, and the older one with `payload.invitee`.
 *
 * Each invitee is an appointment of its own, also where several are at one group event: Calendly books, cancels, reschedules and marks
 * no-shows by invitee, each of them under a new URI when moved, so that one appointment for all would have to guess who of them a
 * reschedule takes along. What belongs together is told by `groupId`, the event's URI.
 *
 * @throws PayloadError for an event that we follow and cannot read.
 */
export function readCalendly(body: unknown, { rawBody }: ReadingContext): Reading {
  const { event, created_at: createdAt, payload } = readShape(envelopeSchema, body)
  const uri = isPlainObject(payload) && typeof payload['uri'] === 'string' ? payload['uri'] : null
  // No delivery id; the signature's time changes with every attempt, the envelope's does not.
  const deliveryKey = uri && createdAt ? keyOfParts(event, uri, createdAt) : keyOfBytes(rawBody)
  const happenedAtMs = createdAt ? parseInstant(createdAt) : null
  return { providerEvent: event, deliveryKey, changes: toChanges(event, body, payload, happenedAtMs) }
}

function toChanges(event: string, body: unknown, payload: unknown, happenedAtMs: number | null): readonly Change[] {
  if (event === 'routing_form_submission.created') return [toLead(event, payload, happenedAtMs)]
  const followed = inviteeEvents.find((known) => known === event)
  if (followed === undefined) return []
  if (isPlainObject(payload) && isPlainObject(payload['invitee'])) {
    if (followed !== 'invitee.created' && followed !== 'invitee.canceled') throw new PayloadError([fieldMissing('payload', 'uri')], event)
    return readOlderInvitee(followed, body)
  }
  const invitee = readShape(followed === 'invitee.created' ? bookedInviteeSchema : knownInviteeSchema, payload, {
    providerEvent: event,
    loc: ['payload'],
  })
  return fromInvitee(followed, invitee, happenedAtMs)
}

function fromInvitee(event: InviteeEvent, invitee: Invitee, happenedAtMs: number | null): readonly AppointmentChange[] {
  const about = { about: 'appointment', source: 'calendly', providerEvent: event, happenedAtMs } as const
  const change = { ...about, externalId: invitee.uri, details: detailsOf(invitee), attendees: attendeesOf(invitee), attendeesAreAll: true }
  switch (event) {
    case 'invitee.created':
      if (!invitee.old_invitee) return [{ ...change, kind: 'created' }]
      // The new half of a reschedule. It says enough about the old half, whose own delivery may come later or never.
      return [
        { ...change, kind: 'created', supersedes: invitee.old_invitee },
        { ...about, externalId: invitee.old_invitee, kind: 'superseded', details: {}, supersededBy: invitee.uri },
      ]
    case 'invitee.canceled':
      if (invitee.rescheduled || invitee.new_invitee)
        return [{ ...change, kind: 'superseded', ...(invitee.new_invitee && { supersededBy: invitee.new_invitee }) }]
      return [
        {
          ...change,
          kind: 'cancelled',
          cancellation: {
            by: invitee.cancellation?.canceled_by ?? null,
            reason: invitee.cancellation?.reason ?? null,
            declined: false,
            rescheduleRequested: false,
          },
        },
      ]
    case 'invitee_no_show.created':
      return [{ ...change, kind: 'no_show' }]
    case 'invitee_no_show.deleted':
      return [{ ...change, kind: 'no_show_undone' }]
  }
}

export function detailsOf(invitee: Invitee): AppointmentChange['details'] {
  const event = invitee.scheduled_event
  const tracking = isPlainObject(invitee.tracking) ? passAlong(knownOnly(invitee.tracking)) : undefined
  return defined({
    title: event?.name,
    startMs: event?.start_time ?? undefined,
    endMs: event?.end_time ?? undefined,
    timeZone: invitee.timezone,
    providerType: event?.name,
    location: event?.location === undefined ? undefined : event.location && readCalendlyLocation(event.location),
    hosts: event?.event_memberships
      ?.map(({ user_email: email, user_name: name }) => ({ email: email ?? null, name: name ?? null, role: null }))
      .filter(({ email, name }) => email !== null || name !== null),
    groupId: event?.uri ?? invitee.event,
    calendarEventId: event?.calendar_event?.kind === 'google' ? (event.calendar_event.external_id ?? undefined) : undefined,
    notes: event?.meeting_notes_plain ?? undefined,
    answers: invitee.questions_and_answers ? readAnswers(invitee.questions_and_answers) : undefined,
    metadata: tracking && Object.keys(tracking).length > 0 ? tracking : undefined,
    rescheduleUrl: invitee.reschedule_url,
    cancelUrl: invitee.cancel_url,
  })
}

export function attendeesOf(invitee: Invitee): NonNullable<AppointmentChange['attendees']> {
  const fullName = [invitee.first_name, invitee.last_name].filter(Boolean).join(' ')
  const client = {
    email: invitee.email ?? null,
    name: invitee.name ?? (fullName === '' ? null : fullName),
    phone: invitee.text_reminder_number ?? null,
    timeZone: invitee.timezone ?? null,
    // The form that led to the booking: it may not have asked for an e-mail, and made somebody known by nothing else.
    externalId: invitee.routing_form_submission ?? null,
  }
  const guests = (invitee.scheduled_event?.event_guests ?? []).flatMap(({ email }) =>
    email ? [{ email, name: null, phone: null, timeZone: null, externalId: null }] : [],
  )
  return client.email === null && client.name === null ? guests : [client, ...guests]
}

/** Calendly sends the whole set of tracking members, most of them null. */
function knownOnly(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null))
}

/** A routing form asks what it likes: name and e-mail are where the question, or the answer, looks like it. */
function toLead(event: string, payload: unknown, happenedAtMs: number | null): LeadChange {
  const form = readShape(routingFormSchema, payload, { providerEvent: event, loc: ['payload'] })
  const answers = readAnswers(form.questions_and_answers ?? [])
  const looksLikeEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
  return {
    about: 'lead',
    source: 'calendly',
    externalId: form.uri,
    providerEvent: event,
    happenedAtMs,
    email: answers.find(({ answer }) => looksLikeEmail.test(answer))?.answer ?? null,
    name: answers.find(({ question }) => /\bname\b/i.test(question))?.answer ?? null,
    answers,
    metadata: passAlong(
      defined({
        routing_form: form.routing_form ?? undefined,
        submitter: form.submitter ?? undefined,
        result: form.result ?? undefined,
        tracking: isPlainObject(form.tracking) ? knownOnly(form.tracking) : undefined,
      }),
    ),
  }
}
