import { hash, timingSafeEqual } from 'node:crypto'
import { singleHeader } from './headers.ts'
import type { ArrivalHeaders, VerificationFailure } from './signature.ts'

/** A watch channel as it was registered. */
export interface WatchedChannel {
  readonly id: string
  /** Unknown until the watch call has returned; Google's first notification can be faster. */
  readonly resourceId?: string
  /** The token itself is known to Google only. */
  readonly tokenSha256: Buffer
}

export type ChannelVerification =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly failure: Extract<VerificationFailure, 'header-missing' | 'header-repeated' | 'mismatch'>
    }

/**
 * Google signs nothing: a notification is authentic when it names a channel of ours, that channel's token and, once known, its resource.
 * This is no SignatureScheme, because it looks at no body and is checked against a channel instead of a provider's secret.
 * Source: developers.google.com/workspace/calendar/api/guides/push.
 */
export function verifyChannelToken(headers: ArrivalHeaders, channel: WatchedChannel): ChannelVerification {
  const expected: [string, (value: string) => boolean][] = [
    ['x-goog-channel-id', (value) => sameText(value, channel.id)],
    ['x-goog-channel-token', (value) => timingSafeEqual(hash('sha256', value, 'buffer'), channel.tokenSha256)],
  ]
  const { resourceId } = channel
  if (resourceId !== undefined) expected.push(['x-goog-resource-id', (value) => sameText(value, resourceId)])
  for (const [name, isRight] of expected) {
    const header = singleHeader(headers, name)
    if (header.failure) return { ok: false, failure: header.failure }
    if (!isRight(header.value)) return { ok: false, failure: 'mismatch' }
  }
  return { ok: true }
}

function sameText(a: string, b: string): boolean {
  const [bytesA, bytesB] = [Buffer.from(a), Buffer.from(b)]
  return bytesA.length === bytesB.length && timingSafeEqual(bytesA, bytesB)
}
