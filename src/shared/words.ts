/**
 * The words of the domain, as plain constants: no zod in here, so that the window may import them as values
 * without carrying a validator along.
 */

/** Those that sign what they post: each has an endpoint and a signing secret of its own. */
export const signingProviderIds = ['calendly', 'cal-com', 'smart-scheduler', 'healthcare'] as const
export type SigningProviderId = (typeof signingProviderIds)[number]

/** Google signs nothing: its notifications only say that there is something to read. */
export const providerIds = [...signingProviderIds, 'google-calendar'] as const
export type ProviderId = (typeof providerIds)[number]

/** Those whose API the desk asks with a token that the admin gave. */
export const tokenProviderIds = ['calendly', 'cal-com', 'smart-scheduler'] as const satisfies readonly SigningProviderId[]
export type TokenProviderId = (typeof tokenProviderIds)[number]

/** Where an appointment comes from: a provider, or the desk itself. */
export const sources = [...providerIds, 'manual'] as const
export type Source = (typeof sources)[number]

export const providerNames: Record<ProviderId, string> = {
  calendly: 'Calendly',
  'cal-com': 'Cal.com',
  'smart-scheduler': 'Smart-Scheduler',
  healthcare: 'Clinic',
  'google-calendar': 'Google Calendar',
}

export const sourceNames: Record<Source, string> = { ...providerNames, manual: 'Manual' }

/**
 * `pending` waits for confirmation or payment; `superseded` was replaced by a reschedule that got a new id.
 * The order is the order in which a day usually goes; lists and filters keep it.
 */
export const appointmentStatuses = ['pending', 'scheduled', 'arrived', 'completed', 'no_show', 'cancelled', 'superseded'] as const
export type AppointmentStatus = (typeof appointmentStatuses)[number]

export const appointmentTypes = ['consultation', 'interview', 'strategy_session', 'visit', 'meeting'] as const
export type AppointmentType = (typeof appointmentTypes)[number]

export const verdicts = ['accepted', 'duplicate', 'ignored', 'stale', 'quarantined', 'failed', 'rejected'] as const
/** `stale` is authentic but older than what we know: it changed nothing. */
export type Verdict = (typeof verdicts)[number]

export const rejectReasons = ['signature', 'clock', 'payload', 'address', 'flood', 'size', 'type', 'secret-missing'] as const
export type RejectReason = (typeof rejectReasons)[number]

export const schemeIds = [
  'calendly-v1',
  'calendly-x-header',
  'cal-com-sha256',
  'google-channel-token',
  'standard-webhooks',
  'sha256-hex',
  'timestamped-hex',
  'api-key',
] as const
export type SchemeId = (typeof schemeIds)[number]

/** The schemes that the admin may choose for a provider whose contract is ours. */
export const choosableSchemes = ['standard-webhooks', 'sha256-hex', 'timestamped-hex', 'api-key'] as const satisfies readonly SchemeId[]
export type ChoosableScheme = (typeof choosableSchemes)[number]

/** `test` was sent by the test button, `sample` by the sample day; neither is counted anywhere and both go in one click. */
export const origins = ['real', 'test', 'sample'] as const
export type Origin = (typeof origins)[number]

/** What a change says, in our words. `lead` concerns a client, all others an appointment. */
export const changeKinds = [
  'created',
  'requested',
  'updated',
  'rescheduled',
  'superseded',
  'cancelled',
  'declined',
  'completed',
  'no_show',
  'no_show_undone',
  'host_no_show',
  'payment_started',
  'paid',
  /** The client is here. Said at the desk only: no provider knows it. */
  'arrived',
  /** Somebody at the desk took back what was said at the desk before. */
  'undone',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/** What one key at the desk says of an appointment. */
export const deskMarks = ['arrived', 'completed', 'no_show', 'cancelled'] as const satisfies readonly AppointmentStatus[]
export type DeskMark = (typeof deskMarks)[number]

/** Why something that people at the desk asked for cannot be done. */
export const refusalReasons = [
  'replaced',
  'cancelled',
  'taken-back',
  'undo-of-undo',
  'host-gone',
  'client-gone',
  'stage-set-since',
  'one-client-already',
  'made-up-and-real',
  'merge-gone',
  'member-known',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

/** Under which the history keeps what whoever booked did on the booking page. */
export const bookingPageActor = 'booking page'

export const clientStages = ['lead', 'booked', 'attended', 'completed', 'lost'] as const
export type ClientStage = (typeof clientStages)[number]

/** What changed, pushed to the window after the commit. The window refetches the queries of a topic; data never travels with it. */
export const topics = [
  'appointments',
  'deliveries',
  'providers',
  'settings',
  'hosts',
  'status',
  'clients',
  'notices',
  'filters',
  /** Tokens, subscriptions, Google's accounts, calendars and channels, and what was last read from them. */
  'connections',
  /** Gaps in which the receiver was not reachable, and what was recovered. */
  'away',
  'alerts',
  /** The public address, its check and the tunnel. */
  'reach',
  /** Backups, what is kept and for how long, erasures, and the chain. */
  'keeping',
  /** API keys, and the tokens made with them. */
  'access',
  /** Our own webhooks, and what became of what they send. */
  'subscriptions',
  /** Secret addresses of calendar feeds. */
  'feeds',
  /** What was brought in from files. */
  'imports',
  /** People who work at other desks, their invitations and sessions. */
  'desks',
] as const
export type Topic = (typeof topics)[number]

/** Why a provider's data was read from its API. `notification`: Google said that there is news; `gap`: the receiver was not reachable for a while. */
export const readCauses = ['start', 'wake', 'network', 'timer', 'notification', 'gap', 'connected', 'hand'] as const
export type ReadCause = (typeof readCauses)[number]

/** What became of reading a provider's API; each but `done` has words of its own, and a remedy. */
export const readOutcomes = [
  'done',
  /** Nobody gave a token, or nobody has signed in. */
  'no-token',
  /** The provider refused the token: it was revoked or has ended. */
  'token-refused',
  /** The token is fine, but may not read this: a plan or a scope is missing. */
  'forbidden',
  /** The provider asked us to wait longer than we wait within one reading. */
  'rate-limited',
  /** Not reached: this machine is offline, or the provider is. */
  'offline',
  /** The provider failed, or answered what nobody can read. */
  'failed',
  /** The vault waits for its passphrase or its keyring. */
  'vault',
] as const
export type ReadOutcome = (typeof readOutcomes)[number]

/** How it stands with the provider's subscription that posts to us. */
export const subscriptionStates = ['active', 'disabled', 'missing', 'elsewhere', 'unknown'] as const
/** `elsewhere`: it points to an address that is not ours any more. */
export type SubscriptionState = (typeof subscriptionStates)[number]

/** Why the receiver could not be reached for a while. */
export const gapReasons = ['off', 'asleep', 'crashed', 'port', 'address', 'tunnel'] as const
export type GapReason = (typeof gapReasons)[number]

/** What keeps a certificate of the office's from being used; the receiver does not listen with it. */
const blockingProblems = [
  'certificate-missing',
  'certificate-unreadable',
  'certificate-format',
  'key-missing',
  'key-unreadable',
  'key-format',
  'key-encrypted',
  'mismatch',
] as const
export type BlockingProblem = (typeof blockingProblems)[number]
/** With the others the receiver goes on, and somebody should mend them: providers, not we, refuse such a certificate. */
export const certificateProblems = [...blockingProblems, 'expired', 'not-yet-valid', 'key-open'] as const
export type CertificateProblem = (typeof certificateProblems)[number]

/** Why nothing can be written to the database. `damaged`: what is in it cannot be read either, and it does not end by itself. */
export const storeTroubles = ['disk-full', 'read-only', 'failing', 'damaged'] as const
export type StoreTrouble = (typeof storeTroubles)[number]

export const alertKinds = [
  'channel-expiring',
  'subscription-disabled',
  'subscription-elsewhere',
  'token-refused',
  'sign-in-ended',
  'silence',
  'refusals',
  'clock-skew',
  'disk-full',
  'tunnel-dead',
  'address-unreachable',
  'address-changed',
  'port-lost',
  'write-back-failed',
  'secret-ending',
  'secret-old',
  /** A copy of the store could not be made, or was found wanting when it was rehearsed. */
  'backup-failed',
  'read-only',
  'store-failing',
  'store-damaged',
  'clock-jumped',
  'desk-crashed',
  /** An entry of the log is not as it was written, or entries are missing. */
  'log-tampered',
  /** A subscription takes none of our webhooks for a while. */
  'outbound-failing',
  /** Nothing is sent to a subscription any more. */
  'outbound-ended',
  /** Passwords or names were guessed at other desks until no more were looked at. */
  'desk-guesses',
] as const
export type AlertKind = (typeof alertKinds)[number]

/** Why two sources' rows are taken for one appointment. */
export const linkReasons = ['calendar-event', 'ical-uid', 'same-meeting', 'by-hand'] as const
export type LinkReason = (typeof linkReasons)[number]

/** What the log can be written as. `signed`: JSON lines that anyone can check with this desk's public key. */
export const deliveryExportFormats = ['csv', 'json', 'har', 'signed'] as const
export type DeliveryExportFormat = (typeof deliveryExportFormats)[number]
/** What every other list can be written as. */
export const listExportFormats = ['csv', 'json'] as const
export type ListExportFormat = (typeof listExportFormats)[number]

/** Why a backup, its rehearsal or a restore did not work; each has words of its own. */
export const backupFailures = [
  /** No room where it is to be written. */
  'disk-full',
  'not-writable',
  /** The folder, or the file, is not there. */
  'gone',
  /** Not opened by this passphrase; or none was given. */
  'passphrase',
  /** The passphrase is set, and the vault cannot open it here and now. */
  'vault',
  /** No database of Deskbell. */
  'not-ours',
  'too-new',
  'damaged',
  /** It can be read, and is not what it was when it was made. */
  'differs',
  'cancelled',
  'failed',
] as const
export type BackupFailure = (typeof backupFailures)[number]
