import type { ConnectRefusal, Connection } from '../../shared/contract/connections.ts'
import type { ReadOutcome, TokenProviderId } from '../../shared/words.ts'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { sourceName } from '../ui/labels.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** Says how reading a provider by hand has ended. */
export function tellReading(name: string, { outcome, changed }: { outcome: ReadOutcome; changed: number }): void {
  if (outcome !== 'done') return tellFailure(t('connections.reading.failed', { name }), new Error(t(`connections.outcome.${outcome}`)))
  tell(changed === 0 ? t('connections.reading.nothingNew', { name }) : t('connections.reading.done', { name, count: changed }))
}

/** Why a provider could not be connected, and what to do about it. @param scope that was asked for */
export function refusalSentence(error: unknown, provider: TokenProviderId, scope: Connection['scope'] = null): string {
  if (hasCode(error, 'VAULT')) return t('connections.refusal.vault')
  const refused = refusalOf(error)
  if (!refused) return errorSentence(error)
  const name = sourceName(provider)
  const { reason, status } = refused
  if (reason === 'forbidden' && scope === 'organization') return t('connections.refusal.forbiddenOrganization', { name })
  if (reason !== 'failed') return t(`connections.refusal.${reason}`, { name })
  return status === null ? t('connections.refusal.failedUnread', { name }) : t('connections.refusal.failed', { name, status })
}

function refusalOf(error: unknown): { reason: ConnectRefusal; status: number | null } | null {
  if (!hasCode(error, 'REFUSED')) return null
  // The contract gives this code's errors these data, and the desk sends no others.
  return (error as { data?: { reason: ConnectRefusal; status: number | null } }).data ?? null
}

/** What stands before the address to which a subscription points, or instead of it. */
export function subscriptionSentence({ state }: NonNullable<Connection['subscription']>, provider: TokenProviderId): string {
  return t(`connections.subscription.${state}`, { name: sourceName(provider) })
}
