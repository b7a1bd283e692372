import type { AlertKind, ProviderId } from '../../shared/words.ts'
import type { AlertDetail } from '../store/alerts.ts'

/** Something that is the matter now. */
export interface Condition {
  /** The same as long as it is the same matter: `silence calendly`. */
  readonly key: string
  readonly kind: AlertKind
  readonly provider: ProviderId | null
  /** What the alert's sentence has gaps for; no personal data, no secrets. */
  readonly detail: AlertDetail
}

/** Everything of its kind that is the matter now; what it does not name any more has ended. May throw: what it named then goes on. */
export type ConditionSource = (nowMs: number) => readonly Condition[]

export function conditionOf(kind: AlertKind, provider: ProviderId | null, detail: AlertDetail = {}): Condition {
  return { key: provider === null ? kind : `${kind} ${provider}`, kind, provider, detail }
}
