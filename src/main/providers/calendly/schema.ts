import { z } from 'zod'
import * as fields from '../reading/fields.ts'

/** Enough to know what happened, and to recognise a second attempt. */
export const envelopeSchema = z.looseObject({
  event: fields.id(200),
  created_at: fields.rawText(100),
  payload: fields.anything(),
})

const questionAndAnswer = z.looseObject({ question: fields.line(500), answer: fields.paragraph(5000) })
const cancellation = () => fields.object({ canceled_by: fields.line(200), reason: fields.paragraph(2000), created_at: fields.instant() })
const eventFields = {
  uri: fields.optionalId(),
  name: fields.line(),
  end_time: fields.instant(),
  location: fields.object({ type: fields.rawText(100), location: fields.rawText(), join_url: fields.rawText() }),
  meeting_notes_plain: fields.paragraph(),
  event_memberships: fields.list(z.looseObject({ user_email: fields.email(), user_name: fields.line(200) }), 50),
  event_guests: fields.list(z.looseObject({ email: fields.email() })),
  /** The event that Calendly wrote into the host's calendar. */
  calendar_event: fields.object({ kind: fields.rawText(100), external_id: fields.optionalId() }),
}

const inviteeFields = {
  uri: fields.id(),
  event: fields.optionalId(),
  email: fields.email(),
  name: fields.line(200),
  first_name: fields.line(100),
  last_name: fields.line(100),
  timezone: fields.timeZone(),
  text_reminder_number: fields.line(50),
  cancel_url: fields.url(),
  reschedule_url: fields.url(),
  rescheduled: fields.flag(),
  old_invitee: fields.optionalId(),
  new_invitee: fields.optionalId(),
  routing_form_submission: fields.optionalId(),
  questions_and_answers: fields.list(questionAndAnswer),
  tracking: fields.anything(),
  cancellation: cancellation(),
}

/** A booking without a start is one that we cannot read. */
export const bookedInviteeSchema = z.looseObject({
  ...inviteeFields,
  scheduled_event: z.looseObject({ ...eventFields, start_time: fields.requiredInstant() }),
})
/** All else about an invitee needs only their URI: a cancellation counts also where the event is not described. */
export const knownInviteeSchema = z.looseObject({
  ...inviteeFields,
  scheduled_event: fields.object({ ...eventFields, start_time: fields.instant() }),
})
export type Invitee = z.infer<typeof knownInviteeSchema>

/** As the API lists it, without its event. Source: developer.calendly.com/api-docs, list event invitees. */
export const listedInviteeSchema = z.looseObject({
  ...inviteeFields,
  status: fields.rawText(50),
  created_at: fields.instant(),
  updated_at: fields.instant(),
  no_show: fields.object({ uri: fields.optionalId(), created_at: fields.instant() }),
})
export type ListedInvitee = z.infer<typeof listedInviteeSchema>

export const listedEventSchema = z.looseObject({
  ...eventFields,
  uri: fields.id(),
  start_time: fields.requiredInstant(),
  status: fields.rawText(50),
  updated_at: fields.instant(),
  cancellation: cancellation(),
  event_memberships: fields.list(z.looseObject({ user: fields.optionalId(), user_email: fields.email(), user_name: fields.line(200) }), 50),
})
export type ListedEvent = z.infer<typeof listedEventSchema>

export const routingFormSchema = z.looseObject({
  uri: fields.id(),
  routing_form: fields.rawText(500),
  submitter: fields.rawText(500),
  questions_and_answers: fields.list(questionAndAnswer),
  result: fields.anything(),
  tracking: fields.anything(),
})
