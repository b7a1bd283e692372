import type { SigningProviderId, Verdict } from '../../shared/words.ts'
import type { Change } from '../ingest/change.ts'
import type { ArrivalHeaders, SigningSchemeId } from '../signatures/signature.ts'

/** In Pydantic 1's words, which the clinic's contract uses: `value_error.missing`, `type_error.string` … */
export interface PayloadIssue {
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly type: string
}

/** The body is authentic, but not of the shape that we follow. */
export class PayloadError extends Error {
  readonly code = 'PAYLOAD'
  readonly issues: readonly PayloadIssue[]
  /** The provider's own word for the event, if at least that could be read. */
  readonly providerEvent: string | null

  constructor(issues: readonly PayloadIssue[], providerEvent: string | null = null) {
    super(issues.map((issue) => `${issue.loc.join('.')}: ${issue.msg}`).join('; '))
    this.issues = issues
    this.providerEvent = providerEvent
  }
}

export interface ReadingContext {
  readonly headers: ArrivalHeaders
  readonly rawBody: Buffer
  readonly receivedAtMs: number
  /** From the verified signature, where its scheme has them. */
  readonly signedAtMs: number | null
  readonly messageId: string | null
  readonly clinicTimestamp: 'start' | 'event'
}

export interface Reading {
  readonly providerEvent: string
  /**
   * The same for every attempt at the same delivery, unique within the provider. Where a provider has no delivery id,
   * it is made of what identifies the event, or of a hash of the body.
   */
  readonly deliveryKey: string
  /** Empty: authentic, but an event that we do not act on. */
  readonly changes: readonly Change[]
}

/**
 * What the receiver tells the provider. `stored`: the delivery is kept, under any verdict but `rejected`; of a duplicate,
 * `eventId` and `receivedAtMs` are the first one's. `body` is the parsed body, which the clinic's answer repeats in part.
 */
export type ProviderAnswer =
  | {
      readonly kind: 'stored'
      readonly verdict: Exclude<Verdict, 'rejected'>
      readonly eventId: number
      readonly receivedAtMs: number
      readonly body: unknown
    }
  | { readonly kind: 'invalid'; readonly issues: readonly PayloadIssue[] }

export interface Provider {
  readonly id: SigningProviderId
  readonly name: string
  /** The first one is shown to the admin. */
  readonly paths: readonly [string, ...string[]]
  readonly schemes: readonly [SigningSchemeId, ...SigningSchemeId[]]
  /** True: our contract; a body of the wrong shape is answered 422. False: theirs; it is kept in quarantine and answered 202. */
  readonly contractIsOurs: boolean
  /** Content types, in lower case and without parameters, under which this provider sends JSON beside `application/json`. */
  readonly alsoSendsAs?: readonly string[]
  /** Throws PayloadError for a body that we should be able to read and cannot. */
  read(body: unknown, context: ReadingContext): Reading
  /** Status and body of the answer; a 401 or a 5xx is never the provider's matter. */
  answer(answer: ProviderAnswer): { readonly status: number; readonly body: Record<string, unknown> }
  /** Events for the test button and `npm run send`, in the provider's words. */
  readonly testEvents: readonly string[]
  /** A body as the provider would send it for one of `testEvents`. */
  composeTestBody(event: string, context: ComposeContext): unknown
}

/** The appointment that a composed body speaks of. */
export interface ComposeContext {
  readonly nowMs: number
  /** Makes ids unique, so that two tests are two bookings. */
  readonly unique: string
  readonly startMs: number
  readonly durationMinutes: number
  readonly client: { readonly name: string; readonly email: string; readonly timeZone: string }
  readonly host: { readonly name: string; readonly email: string; readonly role: string }
  readonly eventType: { readonly name: string; readonly slug: string }
}
