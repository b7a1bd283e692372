import type { AppointmentChange } from '../ingest/change.ts'
import type { Connection } from '../store/connections.ts'
import type { ReadDb } from '../store/db.ts'
import type { Api } from './http.ts'
import type { Span } from './reader.ts'

/** Whose token it is. */
export interface Account {
  readonly name: string | null
  readonly email: string | null
}

/** A subscription at the provider that posts to a path of ours, wherever that is. */
export interface FoundSubscription {
  readonly id: string
  readonly callbackUrl: string
  readonly isActive: boolean
  /** It tells of everything that we follow. */
  readonly isComplete: boolean
}

export interface Subscriptions {
  /** Those whose address has one of our paths. */
  find(): Promise<readonly FoundSubscription[]>
  /** @returns its id. Rejects where there is one with this address: it is removed first. */
  make(callbackUrl: string, signingKey: string): Promise<string>
  /** Settles also where it is gone already. */
  remove(id: string): Promise<void>
}

/** What is asked of one provider. Everything rejects with ApiError; made anew for each reading. */
export interface Client {
  /** Tries the token. */
  identify(): Promise<Account>
  /** Everything that starts in the span, piece by piece; what cannot be read is left out, and told to `onUnreadable`. */
  read(span: Span): AsyncIterable<readonly AppointmentChange[]>
  /** Null: this provider has none that the desk could make. */
  readonly subscriptions: Subscriptions | null
  /** Asks for the provider's sample of a delivery. True: it came, and we can read it. Null: there is none to ask for. */
  readonly sample: (() => Promise<boolean>) | null
  /**
   * Marks the appointment as a no-show, or takes that back; settles also where it was so already. Null: it takes none.
   * @returns the provider's clock.
   */
  readonly markNoShow: ((appointment: MarkedAppointment, noShow: boolean) => Promise<number>) | null
}

export interface MarkedAppointment {
  readonly externalId: string
  /** Of those who take part. */
  readonly emails: readonly string[]
}

export interface ClientParts {
  readonly api: Api
  readonly db: ReadDb
  readonly connection: Connection
  /** Our paths at this provider's address. */
  readonly paths: readonly string[]
  readonly now: () => number
  readonly onUnreadable: () => void
}
