import type { AppointmentDetails } from '../../shared/appointment.ts'
import { appointmentDraftSchema, type AppointmentDraft } from '../../shared/contract/gestures.ts'
import type { AppointmentPatch, NewAppointment } from '../../shared/contract/rest-schemas.ts'
import type { AppointmentType } from '../../shared/words.ts'
import { instantMs } from './asked.ts'
import { wrongFields } from './refusal.ts'
import { worded } from './wording.ts'

/** The draft that the desk would have written down. @throws ORPCError INVALID_BODY */
export function draftOf(body: NewAppointment): AppointmentDraft {
  const { type, title = null, start, end, hostId = null, client = null, location = null, notes = null } = body
  return checked({
    type,
    title,
    startMs: instantMs(start),
    endMs: instantMs(end),
    hostId,
    client: client && clientOf(client),
    location: location && locationOf(location),
    notes,
  })
}

/** A manual appointment as a draft of itself. */
export function draftNow(type: AppointmentType, { title, startMs, endMs, hosts, attendees, location, notes }: AppointmentDetails) {
  const clientId = attendees[0]?.clientId
  return {
    type,
    title,
    startMs: startMs ?? 0,
    endMs: endMs ?? 0,
    hostId: hosts[0]?.hostId ?? null,
    client: clientId === undefined ? null : { id: clientId },
    location,
    notes,
  } satisfies AppointmentDraft
}

/** @param present stays where the patch says nothing. @throws ORPCError INVALID_BODY */
export function patched(present: AppointmentDraft, patch: AppointmentPatch): AppointmentDraft {
  const { type, title, start, end, hostId, client, location, notes } = patch
  return checked({
    type: type ?? present.type,
    title: title === undefined ? present.title : title,
    startMs: start === undefined ? present.startMs : instantMs(start),
    endMs: end === undefined ? present.endMs : instantMs(end),
    hostId: hostId === undefined ? present.hostId : hostId,
    client: client === undefined ? present.client : clientOf(client),
    location: location === undefined ? present.location : location && locationOf(location),
    notes: notes === undefined ? present.notes : notes,
  })
}

function clientOf(client: NonNullable<NewAppointment['client']>): NonNullable<AppointmentDraft['client']> {
  if ('id' in client) return { id: client.id }
  const { name, email = null, phone = null } = client
  return { name, email, phone }
}

function locationOf({ kind, text = null, url = null }: NonNullable<NewAppointment['location']>): NonNullable<AppointmentDraft['location']> {
  return { kind, text, url }
}

const publicNames: Readonly<Record<string, string>> = { startMs: 'start', endMs: 'end' }

/** By the desk's own rules. */
function checked(draft: AppointmentDraft): AppointmentDraft {
  const { success, data, error } = appointmentDraftSchema.safeParse(draft)
  if (success) return data
  throw wrongFields(
    'INVALID_BODY',
    error.issues.map((issue) => {
      const [first, ...rest] = issue.path.map(String)
      return { field: [publicNames[first ?? ''] ?? first ?? '', ...rest].join('.'), message: worded(issue) }
    }),
  )
}
