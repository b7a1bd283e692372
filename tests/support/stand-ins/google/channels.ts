import { z } from 'zod'
import type { Outbox, Push } from '../common/outbox.ts'
import { errors } from './errors.ts'
import type { GoogleError } from './errors.ts'

/** A watch channel, as Google knows it. */
export interface GoogleChannel {
  readonly id: string
  readonly calendarId: string
  readonly email: string
  readonly address: string
  readonly token: string | null
  readonly resourceId: string
  readonly expiresAtMs: number
}

export interface GoogleChannels {
  /** Those that are alive. */
  list(): readonly GoogleChannel[]
  /** Settles after the sync message was answered, or nobody did: it can arrive before `watch` has told its answer. */
  watch(calendarId: string, email: string, body: unknown): Promise<GoogleError | object>
  stop(email: string, body: unknown): GoogleError | null
  /** Tells every channel of the calendar that is alive; nothing in it says what changed. */
  notify(calendarId: string): void
  /** All channels end, as they do when nobody renews them. */
  end(): void
}

export interface ChannelParts {
  readonly now: () => number
  readonly nextId: (kind: string) => string
  readonly outbox: Outbox
  /** Google's own limit; the stricter of it and what was asked for counts. */
  readonly longestMs: number
}

const defaultLifeMs = 604_800_000
const watchSchema = z.looseObject({
  id: z.string().regex(/^[\w+/=-]{1,64}$/),
  type: z.enum(['web_hook', 'webhook']),
  address: z.url(),
  token: z.string().max(256).optional(),
  /** Numbers of 64 bits travel as texts too. */
  expiration: z.coerce.number().int().optional(),
  params: z.looseObject({ ttl: z.coerce.number().int().optional() }).optional(),
})
const stopSchema = z.looseObject({ id: z.string(), resourceId: z.string() })

export function createChannels({ now, nextId, outbox, longestMs }: ChannelParts): GoogleChannels {
  const channels = new Map<string, GoogleChannel & { number: number }>()
  const resourceIds = new Map<string, string>()
  const alive = (): (GoogleChannel & { number: number })[] => [...channels.values()].filter(({ expiresAtMs }) => expiresAtMs > now())

  function pushOf(channel: GoogleChannel & { number: number }, state: 'sync' | 'exists'): Push {
    // Larger each time, and not consecutive.
    channel.number += state === 'sync' ? 1 : 1 + (channel.number % 3)
    const headers = {
      'content-type': 'application/json; utf-8',
      'user-agent': 'APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)',
      'x-goog-channel-id': channel.id,
      'x-goog-message-number': String(channel.number),
      'x-goog-resource-id': channel.resourceId,
      'x-goog-resource-state': state,
      'x-goog-resource-uri': resourceUriOf(channel.calendarId),
      'x-goog-channel-expiration': new Date(channel.expiresAtMs).toUTCString(),
      ...(channel.token !== null && { 'x-goog-channel-token': channel.token }),
    }
    return { url: channel.address, body: '', headers: () => headers, about: `${state} ${channel.calendarId}` }
  }

  return {
    list: alive,
    async watch(calendarId, email, body) {
      const parsed = watchSchema.safeParse(body)
      if (!parsed.success) return errors.required(String(parsed.error.issues[0]?.path[0]))
      const { id, address, token = null, expiration, params } = parsed.data
      if (!address.startsWith('https://')) return errors.notHttps(address)
      if (channels.has(id)) return errors.channelIdNotUnique(id)
      const asked = expiration ?? now() + (params?.ttl === undefined ? defaultLifeMs : params.ttl * 1_000)
      const resourceId = resourceIds.get(calendarId) ?? nextId('resource')
      resourceIds.set(calendarId, resourceId)
      const expiresAtMs = Math.min(asked, now() + longestMs)
      const channel = { id, calendarId, email, address, token, resourceId, expiresAtMs, number: 0 }
      channels.set(id, channel)
      await outbox.sendNow(pushOf(channel, 'sync'))
      return {
        kind: 'api#channel',
        id,
        resourceId,
        resourceUri: resourceUriOf(calendarId),
        ...(token !== null && { token }),
        expiration: String(expiresAtMs),
      }
    },
    stop(email, body) {
      const parsed = stopSchema.safeParse(body)
      if (!parsed.success) return errors.required(String(parsed.error.issues[0]?.path[0]))
      const channel = channels.get(parsed.data.id)
      if (
        channel === undefined ||
        channel.email !== email ||
        channel.resourceId !== parsed.data.resourceId ||
        channel.expiresAtMs <= now()
      ) {
        return errors.channelNotFound(parsed.data.id)
      }
      channels.delete(channel.id)
      return null
    },
    notify(calendarId) {
      for (const channel of alive()) if (channel.calendarId === calendarId) outbox.put(pushOf(channel, 'exists'))
    },
    end: () => channels.clear(),
  }
}

function resourceUriOf(calendarId: string): string {
  return `https://www.googleapis.com/calendar/v3/calendars/${encodeURIComponent(calendarId)}/events?alt=json`
}
