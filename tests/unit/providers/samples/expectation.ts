import type { AppointmentChange, Change } from '../../../../src/main/ingest/change.ts'
import type { PayloadIssue } from '../../../../src/main/providers/provider.ts'

/** What must come of one sample. */
export type Expectation =
  | { readonly providerEvent: string; readonly changes: readonly Change[] }
  /** A PayloadError with these issues: quarantined, or answered 422 where the contract is ours. */
  | { readonly issues: readonly PayloadIssue[] }
  /** Not the body of a delivery: an answer of the provider's API, a query, a text. */
  | { readonly noDelivery: string }

export const at = (iso: string) => Date.parse(iso)

export const person = (email: string | null, name: string | null, timeZone: string | null = null, externalId: string | null = null) => ({
  email,
  name,
  phone: null,
  timeZone,
  externalId,
})

export const host = (email: string, name: string | null, role: string | null = null) => ({ email, name, role })
export const video = (text: string, url: string | null) => ({ kind: 'video' as const, text, url })

export const cancelledBy = (
  by: string | null,
  reason: string | null,
  more: Partial<NonNullable<AppointmentChange['cancellation']>> = {},
) => ({
  by,
  reason,
  declined: false,
  rescheduleRequested: false,
  ...more,
})

export const missing = (...path: string[]): PayloadIssue => ({ loc: ['body', ...path], msg: 'field required', type: 'value_error.missing' })
