import { z } from 'zod'
import type { AppointmentChange } from '../ingest/change.ts'
import { listedBookingSchema } from '../providers/cal-com/schema.ts'
import { wholeBooking, type BesideBooking } from '../providers/cal-com/whole.ts'
import { listHosts } from '../store/appointment-lists.ts'
import { findAppointmentState, type StoredState } from '../store/appointments.ts'
import type { ReadDb } from '../store/db.ts'
import type { Client, ClientParts, FoundSubscription, Subscriptions } from './client.ts'
import { ApiError, type Api } from './http.ts'
import { isOurPath, parseReply } from './parse-reply.ts'
import type { Span } from './reader.ts'

/*
 * Cal.com's second API. Source: apps/api/v2 of calcom/cal.com (bookings in version 2024-08-13, webhooks, me), and
 * packages/platform/types/bookings/2024-08-13/inputs/get-bookings.input.ts.
 */

/** Without it an older version answers, whose bookings look different. */
export const calComHeaders = { 'cal-api-version': '2024-08-13' }

const meSchema = z.looseObject({
  data: z.looseObject({ name: z.string().nullish(), username: z.string().nullish(), email: z.string().nullish() }),
})
const bookingsSchema = z.looseObject({
  data: z.array(z.unknown()),
  pagination: z.looseObject({ hasNextPage: z.boolean().nullish() }).nullish(),
})
const webhookSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  subscriberUrl: z.string(),
  active: z.boolean(),
  triggers: z.array(z.string()),
})
const webhooksSchema = z.looseObject({ data: z.array(z.unknown()) })

const everyStatus = 'upcoming,recurring,past,cancelled,unconfirmed'
/** All that tells of bookings and meetings; those of Cal Video's observer want a delay of their own, which this API does not take. */
const followedTriggers = [
  'BOOKING_CREATED',
  'BOOKING_REQUESTED',
  'BOOKING_RESCHEDULED',
  'BOOKING_CANCELLED',
  'BOOKING_REJECTED',
  'BOOKING_PAYMENT_INITIATED',
  'BOOKING_PAID',
  'BOOKING_NO_SHOW_UPDATED',
  'MEETING_ENDED',
] as const

const mostOnAPage = 100
const mostWebhooks = 250

export function openCalCom({ api, db, paths, onUnreadable }: ClientParts): Client {
  async function* read({ fromMs, toMs }: Span): AsyncIterable<readonly AppointmentChange[]> {
    const beside = besideOf(db)
    for (let skip = 0; ; skip += mostOnAPage) {
      const { body, atMs } = await api.get('v2/bookings', {
        status: everyStatus,
        afterStart: new Date(fromMs).toISOString(),
        beforeEnd: new Date(toMs).toISOString(),
        sortStart: 'asc',
        take: mostOnAPage,
        skip,
      })
      const { data, pagination } = parseReply(bookingsSchema, body)
      yield data.flatMap((item) => {
        const parsed = listedBookingSchema.safeParse(item)
        if (parsed.success) return wholeBooking(parsed.data, atMs, beside)
        onUnreadable()
        return []
      })
      if (data.length === 0 || !(pagination?.hasNextPage ?? data.length === mostOnAPage)) return
    }
  }

  return {
    async identify() {
      const { name, username, email } = parseReply(meSchema, (await api.get('v2/me')).body).data
      return { name: name ?? username ?? null, email: email ?? null }
    },
    read,
    subscriptions: openSubscriptions(api, paths),
    sample: null,
    async markNoShow({ externalId, emails }, noShow) {
      if (emails.length === 0) throw new ApiError({ outcome: 'forbidden', status: null, word: 'no e-mail' })
      const attendees = emails.map((email) => ({ email, absent: noShow }))
      return (await api.post(`v2/bookings/${encodeURIComponent(externalId)}/mark-absent`, { attendees })).atMs
    },
  }
}

function besideOf(db: ReadDb): BesideBooking {
  const team = new Set(listHosts(db).flatMap(({ email }) => email?.toLowerCase() ?? []))
  const stateOf = (uid: string): StoredState | null => {
    const found = findAppointmentState(db, { source: 'cal-com', externalId: uid, origin: 'real' })
    // What lies there was saved as such a state.
    return found && (JSON.parse(found.state) as StoredState)
  }
  return {
    isTeamMember: (email) => team.has(email.toLowerCase()),
    cancellation: (uid) => stateOf(uid)?.cancellation ?? null,
    hostNoShow: (uid) => stateOf(uid)?.hostNoShow ?? false,
  }
}

function openSubscriptions(api: Api, paths: readonly string[]): Subscriptions {
  return {
    async find() {
      const { data } = parseReply(webhooksSchema, (await api.get('v2/webhooks', { take: mostWebhooks })).body)
      return data.flatMap((item): FoundSubscription[] => {
        const parsed = webhookSchema.safeParse(item)
        if (!parsed.success || !isOurPath(parsed.data.subscriberUrl, paths)) return []
        const { id, subscriberUrl: callbackUrl, active, triggers } = parsed.data
        return [{ id, callbackUrl, isActive: active, isComplete: followedTriggers.every((trigger) => triggers.includes(trigger)) }]
      })
    },
    async make(callbackUrl, signingKey) {
      const wanted = { active: true, subscriberUrl: callbackUrl, triggers: followedTriggers, secret: signingKey }
      const { body } = await api.post('v2/webhooks', wanted)
      return parseReply(z.looseObject({ data: z.looseObject({ id: webhookSchema.shape.id }) }), body).data.id
    },
    async remove(id) {
      try {
        await api.delete(`v2/webhooks/${encodeURIComponent(id)}`)
      } catch (error) {
        if (!(error instanceof ApiError && error.status === 404)) throw error
      }
    },
  }
}
