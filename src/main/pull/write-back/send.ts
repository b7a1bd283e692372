import type { AppointmentState } from '../../ingest/apply.ts'
import { findStateById } from '../../store/appointments.ts'
import type { WriteBackRow } from '../../store/write-backs.ts'
import { ApiError } from '../http.ts'
import { openClient } from '../open-client.ts'
import type { PullParts } from '../parts.ts'
import { tokenNameOf } from '../token-names.ts'

export type Sent =
  | { readonly kind: 'done'; readonly state: AppointmentState; readonly atMs: number }
  /** It will not go well another time either. */
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'failed'; readonly detail: string; readonly retryAfterMs: number | null }
  /** It could not even be tried. */
  | { readonly kind: 'not-tried' }

const deadlineMs = 60_000
/** Statuses below 500 that are no verdict on what was asked. */
const passing = [408, 425, 429]

/** Tells the provider once. Never rejects. */
export async function sendWriteBack(
  parts: PullParts,
  { appointmentId, provider, what }: WriteBackRow,
  closing: AbortSignal,
): Promise<Sent> {
  const { store, vault } = parts
  const token = vault.credential(tokenNameOf(provider))
  if (token === null) return { kind: 'refused', detail: 'no-token' }
  if (token.text === null) return { kind: 'not-tried' }
  const found = findStateById(store.read, appointmentId)
  if (found === null) return { kind: 'refused', detail: 'gone' }
  // It was saved by ingest/plan-changes.ts.
  const state = JSON.parse(found.state) as AppointmentState
  const emails = state.details.attendees.flatMap(({ active, email }) => (active && email !== null ? [email] : []))
  try {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(deadlineMs)])
    // What waits, waits in the store: it is seen there, and outlasts a restart.
    const { client } = openClient(parts, provider, { token: token.text, signal, patienceMs: 0 })
    if (client.markNoShow === null) return { kind: 'refused', detail: 'not-offered' }
    const atMs = await client.markNoShow({ externalId: state.externalId, emails }, what === 'no_show')
    return { kind: 'done', state, atMs }
  } catch (error) {
    if (closing.aborted) return { kind: 'not-tried' }
    if (!(error instanceof ApiError)) return { kind: 'failed', detail: 'failed', retryAfterMs: null }
    const detail = [error.status, error.word].filter((part) => part !== null).join(' ') || error.outcome
    if (isVerdict(error)) return { kind: 'refused', detail }
    return { kind: 'failed', detail, retryAfterMs: error.retryAfterMs }
  }
}

function isVerdict({ status, outcome }: ApiError): boolean {
  if (status === null) return outcome === 'forbidden' || outcome === 'token-refused'
  return status >= 300 && status < 500 && !passing.includes(status)
}
