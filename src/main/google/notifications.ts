import type { Arrival } from '../ingest/arrival.ts'
import { insertIncoming, sha256 } from '../ingest/keep-delivery.ts'
import { channelRefusedSentence, channelSentence } from '../ingest/sentences.ts'
import { verifyChannelToken, type ChannelVerification } from '../signatures/google-channel-token.ts'
import { singleHeader } from '../signatures/headers.ts'
import { findGoogleChannel, markChannelNotified, type GoogleChannelRow, type Watched } from '../store/google-channels.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'

export interface NotificationsParts {
  readonly store: Store
  readonly writer: Writer
  /** There is news in a calendar of ours. */
  readonly onNews: (calendarId: number, deliveryId: number) => void
}

export type JudgedNotification =
  | { readonly ok: true; readonly channel: GoogleChannelRow }
  | { readonly ok: false; readonly failure: Extract<ChannelVerification, { ok: false }>['failure']; readonly sentence: string }

/**
 * Google's notifications: they have no body and tell only that something in a calendar is new.
 * https://developers.google.com/workspace/calendar/api/guides/push
 */
export interface Notifications {
  /** Whether it comes from Google: through a channel of ours, which only Google knows the token of. */
  judge(arrival: Arrival): JudgedNotification
  /** Keeps it; settles after the commit, and what it tells of is read later. Rejects as `Writer.submit` does. */
  keep(arrival: Arrival, channel: GoogleChannelRow): Promise<void>
}

export function createNotifications({ store, writer, onNews }: NotificationsParts): Notifications {
  return {
    judge({ headers }) {
      const id = singleHeader(headers, 'x-goog-channel-id')
      if (id.failure) return { ok: false, failure: id.failure, sentence: channelRefusedSentence(id.failure) }
      const channel = findGoogleChannel(store.read, id.value)
      // A channel that was stopped can go on for a while: no fault of anybody's.
      if (channel === null) return { ok: false, failure: 'mismatch', sentence: channelRefusedSentence('unknown') }
      const { tokenSha256, resourceId } = channel
      const verification = verifyChannelToken(headers, { id: channel.id, tokenSha256, ...(resourceId !== null && { resourceId }) })
      if (verification.ok) return { ok: true, channel }
      return { ok: false, failure: verification.failure, sentence: channelRefusedSentence(verification.failure) }
    },
    async keep(arrival, channel) {
      const { headers, receivedAtMs } = arrival
      const state = textOf(headers, 'x-goog-resource-state') ?? 'exists'
      const number = Number(textOf(headers, 'x-goog-message-number') ?? 0)
      // The first one of a channel only says that it works.
      const isNews = state !== 'sync'
      const deliveryId = await writer.submit((db, notes) => {
        markChannelNotified(db, channel.id, {
          number: Number.isSafeInteger(number) ? number : 0,
          atMs: receivedAtMs,
          watched: watchedOf(headers),
        })
        notes.topic('connections')
        return insertIncoming(
          db,
          notes,
          {
            provider: { id: 'google-calendar' },
            arrival,
            origin: 'real',
            verification: { scheme: 'google-channel-token', key: 'current', skewSeconds: null, failure: null },
            bodySha256: sha256(arrival.rawBody),
          },
          { verdict: isNews ? 'accepted' : 'ignored', httpStatus: 200, providerEvent: state, sentence: channelSentence(isNews) },
        )
      })
      // Also when the same number came before: reading once more changes nothing.
      if (isNews) onNews(channel.calendarId, deliveryId)
    },
  }
}

function textOf(headers: Arrival['headers'], name: string): string | null {
  return singleHeader(headers, name).value ?? null
}

/** What `watch` would have told, had its answer reached us. */
function watchedOf(headers: Arrival['headers']): Watched | null {
  const resourceId = textOf(headers, 'x-goog-resource-id')
  const expiresAtMs = Date.parse(textOf(headers, 'x-goog-channel-expiration') ?? '')
  return resourceId === null || Number.isNaN(expiresAtMs) ? null : { resourceId, expiresAtMs }
}
