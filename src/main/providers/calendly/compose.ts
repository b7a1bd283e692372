import type { ComposeContext } from '../provider.ts'
import { eventUri, inviteeUri } from './ids.ts'

export const calendlyTestEvents = [
  'invitee.created',
  'invitee.canceled',
  'invitee_no_show.created',
  'invitee_no_show.deleted',
  'routing_form_submission.created',
] as const

export interface CalendlyComposeContext extends ComposeContext {
  /** Shared by the invitees of one group event; else each invitee has an event of their own. */
  readonly eventUnique?: string
  /** The `unique` of the booking that this one replaces, or that replaces this one. */
  readonly replaces?: string
  readonly replacedBy?: string
  readonly canceledBy?: string
  readonly cancelReason?: string
  readonly answer?: string
  readonly location?: Record<string, unknown>
  readonly otherHosts?: readonly { readonly name: string; readonly email: string }[]
  readonly invitees?: { readonly total: number; readonly active: number; readonly limit: number }
}

/** UTC with microseconds, as Calendly writes it. */
function instant(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z')
}

const eventOf = (context: CalendlyComposeContext) => context.eventUnique ?? context.unique
const userUri = (email: string) => `https://api.calendly.com/users/${email.split('@')[0]?.toUpperCase() ?? ''}`
const uriOf = (unique: string) => inviteeUri(unique, unique)

/** The envelope of Calendly's second API, with the invitee or the submitted routing form as its payload. */
export function composeCalendlyBody(event: string, context: CalendlyComposeContext) {
  return {
    created_at: instant(context.nowMs),
    created_by: userUri(context.host.email),
    event,
    payload: event === 'routing_form_submission.created' ? composeSubmission(context) : composeInvitee(event, context),
  }
}

function composeInvitee(event: string, context: CalendlyComposeContext) {
  const { client, unique, nowMs } = context
  const canceled = event === 'invitee.canceled'
  const [firstName = client.name, ...lastNames] = client.name.split(' ')
  return {
    cancel_url: `https://calendly.com/cancellations/${unique}`,
    created_at: instant(nowMs),
    email: client.email,
    event: eventUri(eventOf(context)),
    first_name: firstName,
    invitee_scheduled_by: null,
    last_name: lastNames.join(' '),
    name: client.name,
    new_invitee: context.replacedBy === undefined ? null : uriOf(context.replacedBy),
    no_show:
      event === 'invitee_no_show.created'
        ? { uri: `https://api.calendly.com/invitee_no_shows/${unique}`, created_at: instant(nowMs) }
        : null,
    old_invitee: context.replaces === undefined ? null : uriOf(context.replaces),
    payment: null,
    questions_and_answers:
      context.answer === undefined ? [] : [{ answer: context.answer, position: 0, question: 'Anything we should know?' }],
    reconfirmation: null,
    reschedule_url: `https://calendly.com/reschedulings/${unique}`,
    rescheduled: canceled && context.replacedBy !== undefined,
    routing_form_submission: null,
    status: canceled ? 'canceled' : 'active',
    text_reminder_number: null,
    timezone: client.timeZone,
    tracking: { utm_campaign: null, utm_source: null, utm_medium: null, utm_content: null, utm_term: null, salesforce_uuid: null },
    updated_at: instant(nowMs),
    uri: inviteeUri(eventOf(context), unique),
    ...(canceled && { cancellation: cancellationOf(context) }),
    scheduled_event: composeScheduledEvent(canceled, context),
  }
}

function cancellationOf({ canceledBy, cancelReason, client, nowMs }: CalendlyComposeContext) {
  return {
    canceled_by: canceledBy ?? client.name,
    reason: cancelReason ?? null,
    canceler_type: canceledBy === undefined ? 'invitee' : 'host',
    created_at: instant(nowMs),
  }
}

function composeScheduledEvent(canceled: boolean, context: CalendlyComposeContext) {
  const { host, otherHosts = [], nowMs, startMs, durationMinutes, eventType } = context
  const unique = eventOf(context)
  return {
    uri: eventUri(unique),
    name: eventType.name,
    meeting_notes_plain: null,
    meeting_notes_html: null,
    status: canceled ? 'canceled' : 'active',
    start_time: instant(startMs),
    end_time: instant(startMs + durationMinutes * 60_000),
    event_type: `https://api.calendly.com/event_types/${eventType.slug}`,
    location: context.location ?? {
      type: 'google_conference',
      status: 'pushed',
      join_url: `https://calendly.com/events/${unique}/google_meet`,
    },
    invitees_counter: context.invitees ?? { total: 1, active: canceled ? 0 : 1, limit: 1 },
    created_at: instant(nowMs),
    updated_at: instant(nowMs),
    event_memberships: [host, ...otherHosts].map(({ name, email }) => ({ user: userUri(email), user_email: email, user_name: name })),
    event_guests: [],
  }
}

function composeSubmission({ client, unique, nowMs, eventType, answer }: CalendlyComposeContext) {
  return {
    created_at: instant(nowMs),
    questions_and_answers: [
      { answer: client.name, question: 'Name', question_uuid: `${unique}-1` },
      { answer: client.email, question: 'Email', question_uuid: `${unique}-2` },
      { answer: answer ?? eventType.name, question: 'What do you need?', question_uuid: `${unique}-3` },
    ],
    result: { type: 'event_type', value: `https://api.calendly.com/event_types/${eventType.slug}` },
    routing_form: 'https://api.calendly.com/routing_forms/intake',
    submitter: null,
    submitter_type: null,
    tracking: { utm_campaign: null, utm_source: 'website', utm_medium: null, utm_content: null, utm_term: null, salesforce_uuid: null },
    updated_at: instant(nowMs),
    uri: `https://api.calendly.com/routing_form_submissions/${unique}`,
  }
}
