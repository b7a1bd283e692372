import type {
  AppointmentStatus,
  AppointmentType,
  ChangeKind,
  ClientStage,
  Origin,
  RejectReason,
  SchemeId,
  Source,
  Verdict,
} from '../../shared/words.ts'
import { t } from './t.tsx'

/* The domain's words in the window's language. Like `t`, to be called while rendering. */

export const statusLabel = (status: AppointmentStatus): string => t(`words.status.${status}`)
export const typeLabel = (type: AppointmentType): string => t(`words.type.${type}`)
/** Brand names stay what they are in every language. */
export const sourceName = (source: Source): string => t(`words.source.${source}`)
export const originLabel = (origin: Exclude<Origin, 'real'>): string => t(`words.origin.${origin}`)
export const verdictLabel = (verdict: Verdict): string => t(`words.verdict.${verdict}`)
/** One deeper than the label: what the verdict means, for tooltips. */
export const verdictMeaning = (verdict: Verdict): string => t(`words.verdictMeaning.${verdict}`)
export const reasonLabel = (reason: RejectReason): string => t(`words.reason.${reason}`)
export const schemeLabel = (scheme: SchemeId): string => t(`words.scheme.${scheme}`)
export const stageLabel = (stage: ClientStage): string => t(`words.stage.${stage}`)
export const changeLabel = (kind: ChangeKind): string => t(`words.change.${kind}`)

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
