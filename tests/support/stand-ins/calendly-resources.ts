import type {
  CalendlyAccount,
  CalendlyCancellation,
  CalendlyEvent,
  CalendlyForm,
  CalendlyInvitee,
  CalendlyUser,
} from './calendly-account.ts'

/*
 * Calendly's resources as its second API writes them. Source: developer.calendly.com/api-docs, and the answers kept in
 * github.com/koshilife/calendly-api-ruby-client test/testdata.
 */

/** UTC with microseconds. */
export function instant(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z')
}

export const lastPart = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1)

export function userResource(user: CalendlyUser, { organization }: CalendlyAccount) {
  const slug = user.email.split('@')[0] ?? ''
  return {
    avatar_url: null,
    created_at: '2024-01-08T09:00:00.000000Z',
    current_organization: organization,
    email: user.email,
    locale: 'en',
    name: user.name,
    resource_type: 'User',
    scheduling_url: `https://calendly.com/${slug}`,
    slug,
    timezone: user.timeZone,
    updated_at: '2024-01-08T09:00:00.000000Z',
    uri: user.uri,
  }
}

export function cancellationResource({ canceledBy, reason, cancelerType, atMs }: CalendlyCancellation) {
  return { canceled_by: canceledBy, reason, canceler_type: cancelerType, created_at: instant(atMs) }
}

/** As it stands now; the same in the API and in webhooks. */
export function eventResource(event: CalendlyEvent, account: CalendlyAccount) {
  const invitees = account.invitees.filter((invitee) => invitee.event === event)
  return {
    uri: event.uri,
    name: event.name,
    meeting_notes_plain: null,
    meeting_notes_html: null,
    status: event.cancellation === null ? 'active' : 'canceled',
    start_time: instant(event.startMs),
    end_time: instant(event.endMs),
    event_type: `https://api.calendly.com/event_types/${encodeURIComponent(event.name.toLowerCase().replaceAll(' ', '-'))}`,
    location: { type: 'google_conference', status: 'pushed', join_url: `https://calendly.com/events/${lastPart(event.uri)}/google_meet` },
    invitees_counter: {
      total: invitees.length,
      active: invitees.filter(({ cancellation }) => cancellation === null).length,
      limit: event.limit,
    },
    created_at: instant(event.createdAtMs),
    updated_at: instant(event.updatedAtMs),
    event_memberships: [{ user: event.host.uri, user_email: event.host.email, user_name: event.host.name }],
    event_guests: [],
    calendar_event: { kind: 'google', external_id: event.calendarEventId },
    ...(event.cancellation && { cancellation: cancellationResource(event.cancellation) }),
  }
}

export function inviteeResource(invitee: CalendlyInvitee) {
  const { person, uri, cancellation, noShow } = invitee
  const uuid = lastPart(uri)
  return {
    cancel_url: `https://calendly.com/cancellations/${uuid}`,
    created_at: instant(invitee.createdAtMs),
    email: person.email,
    event: invitee.event.uri,
    first_name: null,
    invitee_scheduled_by: null,
    last_name: null,
    name: person.name,
    new_invitee: invitee.newInvitee,
    no_show: noShow && { uri: noShow.uri, created_at: instant(noShow.atMs) },
    old_invitee: invitee.oldInvitee,
    payment: null,
    questions_and_answers: [],
    reconfirmation: null,
    reschedule_url: `https://calendly.com/reschedulings/${uuid}`,
    rescheduled: invitee.newInvitee !== null,
    routing_form_submission: null,
    scheduling_method: null,
    status: cancellation === null ? 'active' : 'canceled',
    text_reminder_number: null,
    timezone: person.timeZone,
    tracking: { utm_campaign: null, utm_source: null, utm_medium: null, utm_content: null, utm_term: null, salesforce_uuid: null },
    updated_at: instant(invitee.updatedAtMs),
    uri,
    ...(cancellation && { cancellation: cancellationResource(cancellation) }),
  }
}

export function formResource({ uri, person, createdAtMs }: CalendlyForm) {
  return {
    created_at: instant(createdAtMs),
    questions_and_answers: [
      { answer: person.name, question: 'Name', question_uuid: `${lastPart(uri)}-1` },
      { answer: person.email, question: 'Email', question_uuid: `${lastPart(uri)}-2` },
    ],
    result: { type: 'event_type', value: 'https://api.calendly.com/event_types/30-minute-meeting' },
    routing_form: 'https://api.calendly.com/routing_forms/intake',
    submitter: null,
    submitter_type: null,
    tracking: { utm_campaign: null, utm_source: 'website', utm_medium: null, utm_content: null, utm_term: null, salesforce_uuid: null },
    updated_at: instant(createdAtMs),
    uri,
  }
}
