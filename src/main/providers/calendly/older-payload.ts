import { z } from 'zod'
import type { AppointmentChange } from '../../ingest/change.ts'
import * as fields from '../reading/fields.ts'
import { parseInstant } from '../reading/instant.ts'
import { readShape } from '../reading/issues.ts'
import { locationFromText } from '../reading/location.ts'
import { isPlainObject, passAlong } from '../reading/pass-along.ts'
import { defined } from '../reading/patch.ts'
import { cleanEmail, cleanLine } from '../reading/text.ts'
import { readAnswers } from './answers.ts'
import { eventUri, inviteeUri } from './ids.ts'

/*
 * The payload of Calendly's first API, which captures of 2018 and 2019 show and the office's brief describes. Calendly says that it is
 * discontinued; integrations built for it and relays that imitate it are not.
 */

const other = () => fields.object({ uuid: fields.optionalId() })

const schema = z.looseObject({
  time: fields.rawText(100),
  payload: z.looseObject({
    event_type: fields.object({ name: fields.line(), slug: fields.line(200) }),
    event: z.looseObject({
      uuid: fields.id(200),
      start_time: fields.requiredInstant(),
      end_time: fields.instant(),
      location: fields.rawText(),
      extended_assigned_to: fields.list(z.looseObject({ email: fields.email(), name: fields.line(200) }), 50),
      assigned_to: fields.list(z.string(), 50),
      canceler_name: fields.line(200),
      cancel_reason: fields.paragraph(2000),
    }),
    invitee: z.looseObject({
      uuid: fields.id(200),
      name: fields.line(200),
      email: fields.email(),
      timezone: fields.timeZone(),
      text_reminder_number: fields.line(50),
      canceler_name: fields.line(200),
      cancel_reason: fields.paragraph(2000),
    }),
    questions_and_answers: fields.list(z.looseObject({ question: fields.line(500), answer: fields.paragraph(5000) })),
    tracking: fields.anything(),
    old_event: other(),
    old_invitee: other(),
    new_event: other(),
    new_invitee: other(),
  }),
})
type OlderPayload = z.infer<typeof schema>['payload']

/** @throws PayloadError where the event's or the invitee's UUID or the start is missing. */
export function readOlderInvitee(event: 'invitee.created' | 'invitee.canceled', body: unknown): readonly AppointmentChange[] {
  const { time, payload } = readShape(schema, body, { providerEvent: event })
  const happenedAtMs = time ? parseInstant(time) : null
  const about = { about: 'appointment', source: 'calendly', providerEvent: event, happenedAtMs } as const
  const externalId = inviteeUri(payload.event.uuid, payload.invitee.uuid)
  const change = { ...about, externalId, details: detailsOf(payload), attendees: [clientOf(payload)], attendeesAreAll: true }
  if (event === 'invitee.created') {
    const old = linked(payload.old_event, payload.old_invitee)
    if (!old) return [{ ...change, kind: 'created' }]
    return [
      { ...change, kind: 'created', supersedes: old },
      { ...about, externalId: old, kind: 'superseded', details: {}, supersededBy: externalId },
    ]
  }
  const successor = linked(payload.new_event, payload.new_invitee)
  if (successor) return [{ ...change, kind: 'superseded', supersededBy: successor }]
  return [
    {
      ...change,
      kind: 'cancelled',
      cancellation: {
        by: payload.event.canceler_name ?? payload.invitee.canceler_name ?? null,
        reason: payload.event.cancel_reason ?? payload.invitee.cancel_reason ?? null,
        declined: false,
        rescheduleRequested: false,
      },
    },
  ]
}

type Linked = OlderPayload['old_event']

function linked(event: Linked, invitee: Linked): string | null {
  return event?.uuid && invitee?.uuid ? inviteeUri(event.uuid, invitee.uuid) : null
}

function clientOf({ invitee }: OlderPayload) {
  return {
    email: invitee.email ?? null,
    name: invitee.name ?? null,
    phone: invitee.text_reminder_number ?? null,
    timeZone: invitee.timezone ?? null,
    externalId: null,
  }
}

function detailsOf({
  event,
  event_type: eventType,
  invitee,
  questions_and_answers: answers,
  tracking,
}: OlderPayload): AppointmentChange['details'] {
  return defined({
    title: eventType?.name,
    startMs: event.start_time,
    endMs: event.end_time ?? undefined,
    timeZone: invitee.timezone,
    providerType: eventType?.name,
    providerTypeSlug: eventType?.slug,
    location: event.location ? locationFromText(event.location) : event.location === undefined ? undefined : null,
    hosts: hostsOf(event),
    groupId: eventUri(event.uuid),
    answers: answers ? readAnswers(answers) : undefined,
    metadata: isPlainObject(tracking) ? passAlong(tracking) : undefined,
  })
}

function hostsOf({ extended_assigned_to: extended, assigned_to: assigned }: OlderPayload['event']) {
  if (extended)
    return extended.flatMap(({ email, name }) => (email || name ? [{ email: email ?? null, name: name ?? null, role: null }] : []))
  // Names in Calendly's captures, addresses in the brief.
  return assigned?.flatMap((text) => {
    const [email, name] = [cleanEmail(text), cleanLine(text, 200)]
    return name === null ? [] : [{ email, name: email ? null : name, role: null }]
  })
}
