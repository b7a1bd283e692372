import type { SchemeId } from '../../shared/words.ts'

/** Google's channel token signs nothing and is checked against a channel, not a secret: see google-channel-token.ts. */
export type SigningSchemeId = Exclude<SchemeId, 'google-channel-token'>

/** Header names in lower case; a header that came more than once has all its values. */
export type ArrivalHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

export interface VerificationInput {
  readonly headers: ArrivalHeaders
  readonly rawBody: Buffer
  /** In the order in which they are tried. Empty ones verify nothing. */
  readonly secrets: readonly { readonly key: 'current' | 'previous'; readonly secret: string }[]
  /** The clock, read once for each request. */
  readonly nowMs: number
  /** Both ways: a clock ahead of ours would otherwise make a captured delivery replayable later. */
  readonly toleranceSeconds: number
}

export type VerificationFailure =
  | 'secret-missing'
  | 'header-missing'
  | 'header-repeated'
  | 'header-malformed'
  | 'not-signed' // Cal.com's text for "no secret"
  | 'timestamp-malformed'
  | 'too-old'
  | 'too-new'
  | 'mismatch'

export type Verification =
  | {
      readonly ok: true
      readonly scheme: SigningSchemeId
      readonly key: 'current' | 'previous'
      /** The attempt's time by the sender's clock, where the scheme signs one. */
      readonly signedAtMs: number | null
      /** The sender's id of the message, where the scheme signs one: the same over retries. */
      readonly messageId: string | null
      readonly skewSeconds: number | null
    }
  | { readonly ok: false; readonly scheme: SigningSchemeId; readonly failure: VerificationFailure; readonly skewSeconds: number | null }

/** What a sender of this scheme adds to a request. Used by tests, the test button, the sample day and `npm run send`. */
export interface SigningInput {
  readonly rawBody: Buffer
  readonly secret: string
  readonly nowMs: number
  readonly messageId?: string
}

export interface SignatureScheme {
  readonly id: SigningSchemeId
  /** Seconds; null: the scheme carries no timestamp. */
  readonly toleranceSeconds: number | null
  verify(input: VerificationInput): Verification
  sign(input: SigningInput): Record<string, string>
  /** A new secret in the form that this scheme's senders expect. */
  generateSecret(): string
  /** Null: usable. Otherwise a sentence that says what is wrong with it. */
  refuseSecret(secret: string): string | null
}
