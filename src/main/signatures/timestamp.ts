import type { VerificationFailure } from './signature.ts'

export type TimestampRead =
  | { readonly ok: true; readonly signedAtMs: number; readonly skewSeconds: number }
  | {
      readonly ok: false
      readonly failure: Extract<VerificationFailure, 'timestamp-malformed' | 'too-old' | 'too-new'>
      readonly skewSeconds: number | null
    }

/** Whole seconds since 1970. Eleven digits reach beyond the year 5000; thirteen are a sender that counts milliseconds. */
const secondsPattern = /^\d{1,11}$/

/**
 * @param text as it stood in the header, in seconds since 1970.
 * @param nowMs our clock; its fraction of a second is dropped, as the sender dropped theirs.
 */
export function readTimestamp(text: string, nowMs: number, toleranceSeconds: number): TimestampRead {
  if (!secondsPattern.test(text)) return { ok: false, failure: 'timestamp-malformed', skewSeconds: null }
  const seconds = Number(text)
  const skewSeconds = seconds - Math.floor(nowMs / 1000)
  if (skewSeconds < -toleranceSeconds) return { ok: false, failure: 'too-old', skewSeconds }
  // Both ways: what is signed for the future could be kept back and sent again until then.
  if (skewSeconds > toleranceSeconds) return { ok: false, failure: 'too-new', skewSeconds }
  return { ok: true, signedAtMs: seconds * 1000, skewSeconds }
}
