import type { AppointmentStatus, AppointmentType, ChangeKind, Origin, RejectReason, SchemeId, Verdict } from '../../shared/words.ts'

export const statusLabels: Record<AppointmentStatus, string> = {
  pending: 'Pending',
  scheduled: 'Scheduled',
  arrived: 'Arrived',
  completed: 'Completed',
  no_show: 'No-show',
  cancelled: 'Cancelled',
  superseded: 'Replaced',
}

export const typeLabels: Record<AppointmentType, string> = {
  consultation: 'Consultation',
  interview: 'Interview',
  strategy_session: 'Strategy session',
  visit: 'Visit',
  meeting: 'Meeting',
}

export const verdictLabels: Record<Verdict, string> = {
  accepted: 'Accepted',
  duplicate: 'Duplicate',
  ignored: 'Ignored',
  stale: 'Out of date',
  quarantined: 'Unreadable',
  failed: 'Failed',
  rejected: 'Refused',
}

/** One deeper than the label: what the verdict means, for tooltips. */
export const verdictMeanings: Record<Verdict, string> = {
  accepted: 'Verified, kept and applied',
  duplicate: 'The same delivery came before; nothing changed',
  ignored: 'Verified and kept; an event that Deskbell does not act on',
  stale: 'Verified and kept; newer news was already known, so nothing changed',
  quarantined: 'Verified and kept in quarantine; the body could not be read',
  failed: 'Verified and kept; applying it failed on our side',
  rejected: 'Not taken; nothing changed',
}

export const reasonLabels: Record<RejectReason, string> = {
  signature: 'not signed',
  clock: 'wrong time',
  payload: 'wrong shape',
  address: 'address not allowed',
  flood: 'too many failures',
  size: 'too large',
  type: 'not JSON',
  'secret-missing': 'no secret set',
}

export const originLabels: Record<Exclude<Origin, 'real'>, string> = { test: 'Test', sample: 'Sample' }

export const schemeLabels: Record<SchemeId, string> = {
  'calendly-v1': 'Calendly signature (t, v1)',
  'calendly-x-header': 'Calendly older header',
  'cal-com-sha256': 'Cal.com signature (SHA-256)',
  'google-channel-token': 'Google channel token',
  'standard-webhooks': 'Standard Webhooks',
  'sha256-hex': 'SHA-256 hex',
  'timestamped-hex': 'SHA-256 hex with timestamp',
  'api-key': 'API key',
}

/** The header that carries the proof, for the admin who sets the other side up. */
export const schemeHeaders: Record<SchemeId, string> = {
  'calendly-v1': 'Calendly-Webhook-Signature: t=…,v1=…',
  'calendly-x-header': 'X-Calendly-Signature: …',
  'cal-com-sha256': 'X-Cal-Signature-256: …',
  'google-channel-token': 'X-Goog-Channel-Token: …',
  'standard-webhooks': 'webhook-id, webhook-timestamp, webhook-signature: v1,…',
  'sha256-hex': 'X-Webhook-Signature: sha256=…',
  'timestamped-hex': 'X-Webhook-Signature: t=…,v1=…',
  'api-key': 'Authorization: Bearer …, or X-API-Key: …',
}

export const changeLabels: Record<ChangeKind, string> = {
  created: 'booked',
  requested: 'requested',
  updated: 'updated',
  rescheduled: 'moved',
  superseded: 'replaced by a new booking',
  cancelled: 'cancelled',
  declined: 'declined',
  completed: 'completed',
  no_show: 'marked as a no-show',
  no_show_undone: 'no-show undone',
  host_no_show: 'host did not show up',
  payment_started: 'payment started',
  paid: 'paid',
}
