import type { VerificationRecord } from '../../shared/delivery.ts'
import type { Settings } from '../../shared/settings.ts'
import type { ProviderId, RejectReason, SigningProviderId } from '../../shared/words.ts'
import { offeredKey, type CredentialPrints } from '../explain/credential-prints.ts'
import { createRateLimits } from '../guards/rate-limits.ts'
import type { Admission } from '../guards/rate-limits.ts'
import type { PayloadError, Provider, Reading } from '../providers/provider.ts'
import { originHeader, type Mark } from '../rehearsal/marks.ts'
import type { SignatureScheme, VerificationInput } from '../signatures/signature.ts'
import { StoreBusyError, StoreUnavailableError } from '../store/errors.ts'
import { markSecretUsed } from '../store/secrets.ts'
import type { Writer } from '../store/writer.ts'
import type { Answer, Arrival, TakeMark } from './arrival.ts'
import { insertIncoming, keepReading, keepUnapplied, sha256, type Incoming, type Kept, type Sender } from './keep-delivery.ts'
import { copyIssues, failure, reasonOf, recordOf, statusOf, toleranceOf, unreadKey } from './judgement.ts'
import { notJsonError, readBody } from './read-body.ts'
import { createRefusedKeeper } from './refused-bounds.ts'
import { createTurns } from './turns.ts'
import { verifyArrival, type Verified } from './verify-arrival.ts'
import {
  authenticFloodSentence,
  floodSentence,
  lockedSentence,
  notJsonSentence,
  quarantinedSentence,
  refusedSentence,
  wrongShapeSentence,
} from './sentences.ts'

/** What an endpoint verifies with. */
export interface Endpoint {
  readonly scheme: SignatureScheme
  /** Current before previous; empty: the endpoint is closed. */
  readonly secrets: VerificationInput['secrets']
  /** True: a secret is set, and cannot be opened now because the vault waits for its passphrase or its keyring. */
  readonly isLocked?: boolean
}

export interface ReceiveParts {
  readonly writer: Writer
  readonly endpointOf: (provider: SigningProviderId) => Endpoint
  readonly settings: () => Pick<Settings, 'typeRules' | 'clinicTimestamp' | 'guards' | 'trustedProxies' | 'proxyChanges' | 'keep'>
  readonly takeMark: TakeMark
  /** Absent: nothing is kept by which a refused API key could be recognised. */
  readonly credentialPrints?: Pick<CredentialPrints, 'prepare' | 'of'>
  /** Told of housekeeping that failed, such as forgetting old refusals; no delivery depends on it. */
  readonly onFailure?: (error: unknown) => void
}

export interface Receive {
  /** Judges, keeps and applies one delivery. Settles after the commit: a 2xx is durable. Never rejects. */
  receive(provider: Provider, arrival: Arrival): Promise<Answer>
  /** Logs a request that was refused before its signature could be looked at, within the flood's bounds. */
  refuse(provider: Sender, arrival: Arrival, refusal: Refusal): Promise<Answer>
  /** Refusals since the start that were only counted, for they came in a flood. */
  onlyCounted(provider: ProviderId): number
}

export interface Refusal {
  readonly reason: RejectReason
  readonly answer: Answer
  readonly sentence: string
  /** Absent: it was not looked at. */
  readonly verification?: VerificationRecord
}

/** The same for every failure: whoever guesses learns nothing. The log has the reason. */
export const notAuthenticated = answer(401, { status: 'error', message: 'Not authenticated' })
const notStored = answer(503, { status: 'error', message: 'Not stored, try again' }, { 'retry-after': '5' })
/** For our own reason: Calendly keeps trying for a day, and a 401 would not tell the sender to. */
export const locked = answer(503, { status: 'error', message: 'Not ready, try again' }, { 'retry-after': '60' })
const notJson = answer(400, { status: 'error', message: 'The body is not JSON' })
const conflicting = answer(409, { status: 'error', message: 'This message id came before with another body' })
const noVerification: VerificationRecord = { scheme: null, key: null, skewSeconds: null, failure: null }

function answer(status: number, body: Answer['body'], headers: Answer['headers'] = {}): Answer {
  return { status, headers, body }
}

type Refused = Extract<Admission, { admitted: false }>

function tooMany({ retryAfterSeconds }: Refused): Answer {
  return answer(429, { status: 'error', message: 'Too many requests' }, { 'retry-after': String(retryAfterSeconds) })
}

/** The way through: authenticate, parse, apply, commit, acknowledge. */
export function createReceive(parts: ReceiveParts): Receive {
  const { writer, endpointOf, settings, takeMark, credentialPrints, onFailure = () => undefined } = parts
  const turn = createTurns()
  const rates = createRateLimits(() => settings().guards)
  const refusedKeeper = createRefusedKeeper(writer, () => settings().keep, onFailure)
  const usedAtMs = new Map<SigningProviderId, number>()

  async function receive(provider: Provider, arrival: Arrival): Promise<Answer> {
    await turn()
    const mark = markOf(arrival)
    const { verification, signedBody, scheme, isLocked } = verify(provider, arrival, mark)
    arrival.onStage?.('verified')
    const incoming: Incoming = {
      provider,
      arrival,
      origin: mark?.origin ?? 'real',
      verification: recordOf(verification),
      bodySha256: sha256(arrival.rawBody),
      credentialPrint: scheme.id === 'api-key' || !verification.ok ? await printOf(arrival) : null,
    }
    if (isLocked) return logRefusal(incoming, { reason: 'secret-missing', answer: locked, sentence: lockedSentence(provider.id) }, locked)
    if (!verification.ok) {
      const { failure, skewSeconds } = verification
      const sentence = refusedSentence(provider.id, scheme, failure, skewSeconds, toleranceOf(provider.id, scheme, settings().guards))
      return logRefusal(incoming, { reason: reasonOf(failure), answer: notAuthenticated, sentence })
    }
    noteUse(provider.id, verification.key, arrival.receivedAtMs)
    if (mark === null) {
      const admission = await rates.authentic(provider.id)
      if (!admission.admitted) return logFlood(incoming, admission, tooMany(admission), authenticFloodSentence)
    }

    const { signedAtMs, messageId } = verification
    const { typeRules, clinicTimestamp, guards } = settings()
    const { headers, receivedAtMs } = arrival
    const read = readBody(provider, { headers, rawBody: signedBody, receivedAtMs, signedAtMs, messageId, clinicTimestamp }, guards.nesting)
    arrival.onStage?.('read')
    if (read.kind === 'not-json') {
      if (provider.contractIsOurs) return keepMisshapen(incoming, notJson, notJsonSentence(read.finding), null)
      // Theirs, and signed: Calendly gives up an endpoint that refuses for a day, and Cal.com lets people write templates that are not JSON.
      return quarantine(incoming, null, notJsonError(read.finding))
    }
    const { body } = read
    if (read.kind === 'failed') return keepFailed(incoming, body, null, read.error)
    if (read.kind === 'unreadable') {
      const { error } = read
      if (!provider.contractIsOurs) return quarantine(incoming, body, error)
      const { status, body: told } = provider.answer({ kind: 'invalid', issues: error.issues })
      return keepMisshapen(incoming, answer(status, told), wrongShapeSentence(error.message), error)
    }
    const { reading } = read
    const circumstances = { origin: incoming.origin, receivedAtMs, typeRules }
    return settle(incoming, body, () =>
      writer.submit<Kept>(
        (db, notes) => keepReading(db, notes, incoming, reading, circumstances, statusOf(incoming, body), messageId),
        (error, db, notes) => keepUnapplied(db, notes, incoming, failure(incoming, body, reading, error)),
        { isRepeatable: true },
      ),
    )
  }

  function markOf({ headers }: Arrival): Mark | null {
    const value = headers[originHeader]
    return typeof value === 'string' ? takeMark(value) : null
  }

  function verify(provider: Provider, arrival: Arrival, mark: Mark | null): Verified & { scheme: SignatureScheme; isLocked: boolean } {
    const { scheme, secrets: own, isLocked = false } = endpointOf(provider.id)
    const secrets = mark?.secret ? [{ key: 'current' as const, secret: mark.secret }] : own
    const { headers, rawBody, receivedAtMs: nowMs } = arrival
    // Said first, because it is the admin's to mend, whatever the sender did.
    if (secrets.length === 0) {
      const verification = { ok: false, scheme: scheme.id, failure: 'secret-missing', skewSeconds: null } as const
      return { scheme, isLocked, verification, signedBody: rawBody }
    }
    const { guards, proxyChanges } = settings()
    const terms = { scheme, toleranceSeconds: toleranceOf(provider.id, scheme, guards), proxyChange: proxyChanges[provider.id] }
    return { scheme, isLocked: false, ...verifyArrival(terms, { headers, rawBody, secrets, nowMs }) }
  }

  /** So that it can be told later whose API key it was. Only what carries one waits, and only until the vault has made a key for prints. */
  async function printOf({ headers }: Arrival): Promise<Buffer | null> {
    if (!credentialPrints || offeredKey(headers) === null) return null
    await credentialPrints.prepare()
    return credentialPrints.of(headers)
  }

  /** When the previous secret was last needed tells the admin whether it may go. Once a minute is exact enough. */
  function noteUse(provider: SigningProviderId, key: 'current' | 'previous', nowMs: number): void {
    if (key === 'current' || nowMs - (usedAtMs.get(provider) ?? 0) < 60_000) return
    usedAtMs.set(provider, nowMs)
    writer
      .submit((db, notes) => {
        markSecretUsed(db, provider, key, nowMs)
        notes.topic('providers')
      })
      .catch(onFailure)
  }

  function quarantine(incoming: Incoming, body: unknown, { message, issues, providerEvent }: PayloadError): Promise<Answer> {
    const { provider } = incoming
    const status = statusOf(incoming, body)
    return settle(incoming, body, () =>
      writer.submit<Kept>((db, notes) =>
        keepUnapplied(db, notes, incoming, {
          verdict: 'quarantined',
          key: unreadKey(incoming),
          httpStatus: status('quarantined'),
          duplicateStatus: status('duplicate'),
          providerEvent,
          issues: copyIssues(issues),
          finding: message,
          sentence: quarantinedSentence(provider.id, message),
        }),
      ),
    )
  }

  function keepFailed(incoming: Incoming, body: unknown, reading: Reading | null, error: unknown): Promise<Answer> {
    return settle(incoming, body, () =>
      writer.submit<Kept>((db, notes) => keepUnapplied(db, notes, incoming, failure(incoming, body, reading, error))),
    )
  }

  /** Waits for the commit and tells the provider what became of the delivery. */
  async function settle({ provider }: Incoming, body: unknown, keep: () => Promise<Kept>): Promise<Answer> {
    try {
      const kept = await keep()
      if (kept.kind === 'conflict') return conflicting
      const { verdict, id: eventId, receivedAtMs } = kept
      const { status, body: told } = provider.answer({ kind: 'stored', verdict, eventId, receivedAtMs, body })
      return answer(status, told)
    } catch {
      // Not even its bytes could be kept, so the provider has to send it again.
      return notStored
    }
  }

  /** Authentic, ours by contract, and wrong: the sender is told what, and the log has it. */
  async function keepMisshapen(incoming: Incoming, refused: Answer, sentence: string, error: PayloadError | null): Promise<Answer> {
    const { providerEvent = null, issues = [] } = error ?? {}
    const judgement = { verdict: 'rejected', reason: 'payload', httpStatus: refused.status, providerEvent, sentence } as const
    try {
      await writer.submit((db, notes) => insertIncoming(db, notes, incoming, { ...judgement, issues: copyIssues(issues) }))
    } catch (failed) {
      return failed instanceof StoreUnavailableError || failed instanceof StoreBusyError ? notStored : refused
    }
    noteRefused(incoming)
    return refused
  }

  /** @param whenFlooded what those are told that are only counted. */
  async function logRefusal(
    incoming: Incoming<Sender>,
    { reason, answer: refused, sentence }: Refusal,
    whenFlooded?: Answer,
  ): Promise<Answer> {
    const { provider, arrival } = incoming
    // Only a proxy that is trusted tells senders apart: behind a tunnel all have one address.
    const sender = settings().trustedProxies.length > 0 ? (arrival.remoteAddress ?? null) : null
    const admission = await rates.refused(provider.id, sender)
    if (!admission.admitted) return logFlood(incoming, admission, whenFlooded ?? tooMany(admission), floodSentence)
    await tryInsert(incoming, { reason, answer: refused, sentence })
    return refused
  }

  /** One line for all of a flood. */
  async function logFlood(incoming: Incoming<Sender>, { isFirst }: Refused, told: Answer, sentence: string): Promise<Answer> {
    if (isFirst) await tryInsert(incoming, { reason: 'flood', answer: told, sentence })
    return told
  }

  /** A refusal that cannot be logged stays a refusal. */
  async function tryInsert(incoming: Incoming<Sender>, { reason, answer: { status: httpStatus }, sentence }: Refusal): Promise<void> {
    try {
      await writer.submit((db, notes) => insertIncoming(db, notes, incoming, { verdict: 'rejected', reason, httpStatus, sentence }))
      noteRefused(incoming)
    } catch {
      return
    }
  }

  function noteRefused({ provider, arrival }: Incoming<Sender>): void {
    refusedKeeper.note(provider.id, arrival.rawBody.length, arrival.receivedAtMs)
  }

  return {
    receive,
    refuse(provider, arrival, refusal) {
      const origin = markOf(arrival)?.origin ?? 'real'
      const { verification = noVerification } = refusal
      const incoming: Incoming<Sender> = { provider, arrival, origin, verification, bodySha256: sha256(arrival.rawBody) }
      // Type and size are judged before the flood, so that a sender is told the same in one; only the log is bounded.
      return logRefusal(incoming, refusal, refusal.answer)
    },
    onlyCounted: (provider) => rates.counted(provider),
  }
}
