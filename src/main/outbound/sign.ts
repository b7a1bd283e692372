import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { Vault } from '../vault/vault.ts'
import type { SubscriptionRow } from '../store/subscriptions.ts'

/** Names of the vault. */
export const secretNameOf = (id: number): string => `subscription ${id}`
export const previousSecretNameOf = (id: number): string => `subscription ${id} previous`

/** Of 24 bytes, the least that Standard Webhooks has: base64 of them needs no padding. */
export function newSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`
}

/** `locked`: it is there and cannot be opened now. `missing`: it was kept in memory only, and is gone. */
export type SecretState = 'ready' | 'locked' | 'missing'

export function secretStateOf(vault: Pick<Vault, 'credential'>, id: number): SecretState {
  const credential = vault.credential(secretNameOf(id))
  if (credential === null) return 'missing'
  return credential.text === null ? 'locked' : 'ready'
}

/** The secrets that sign now, the current one first. Empty: nothing can be sent. */
export function secretsOf(
  vault: Pick<Vault, 'credential'>,
  { id, previousUntilMs }: Pick<SubscriptionRow, 'id' | 'previousUntilMs'>,
  nowMs: number,
): string[] {
  const current = vault.credential(secretNameOf(id))?.text ?? null
  if (current === null) return []
  const previous = previousUntilMs !== null && previousUntilMs > nowMs ? (vault.credential(previousSecretNameOf(id))?.text ?? null) : null
  return previous === null || previous === current ? [current] : [current, previous]
}

/** Headers of Standard Webhooks: one signature for each secret, so that a subscriber may have either. */
export function signedHeaders(
  secrets: readonly string[],
  { webhookId, body, nowMs }: { readonly webhookId: string; readonly body: string; readonly nowMs: number },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const at = new Date(nowMs)
  return {
    'webhook-id': webhookId,
    'webhook-timestamp': String(Math.floor(nowMs / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(webhookId, at, body)).join(' '),
  }
}

/** For the log: enough to compare, too little to send it again within the minutes for which it counts. */
export function shortened(signatures: string): string {
  return signatures
    .split(' ')
    .map((signature) => `${signature.slice(0, 11)}…`)
    .join(' ')
}
