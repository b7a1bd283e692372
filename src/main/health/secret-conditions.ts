import type { SigningProviderId } from '../../shared/words.ts'
import type { ReadDb } from '../store/db.ts'
import { findPreviousUse } from '../store/secret-use.ts'
import type { SecretSummary } from '../vault/vault.ts'
import { conditionOf } from './conditions.ts'
import type { Condition } from './conditions.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Time enough to change a secret at a provider, within a working day. */
const soonMs = 6 * hourMs

export interface SecretsParts {
  readonly providers: readonly SigningProviderId[]
  readonly summarize: (provider: SigningProviderId) => SecretSummary
  /** Days; null: no secret is ever too old. */
  readonly reminderDays: number | null
}

/** What is the matter with signing secrets: one ends soon and is still signed with, or one is older than it should be. */
export function listSecretConditions(db: ReadDb, { providers, summarize, reminderDays }: SecretsParts, nowMs: number): Condition[] {
  return providers.flatMap((provider) => {
    const { secret, previousSecret } = summarize(provider)
    if (secret === null) return []
    return [
      ...(previousSecret !== null && previousSecret.untilMs - nowMs <= soonMs
        ? endingOf(db, provider, { setAtMs: secret.setAtMs, untilMs: previousSecret.untilMs }, nowMs)
        : []),
      ...(reminderDays !== null && nowMs - secret.setAtMs > reminderDays * dayMs
        ? [conditionOf('secret-old', provider, { count: Math.floor((nowMs - secret.setAtMs) / dayMs) })]
        : []),
    ]
  })
}

function endingOf(
  db: ReadDb,
  provider: SigningProviderId,
  { setAtMs, untilMs }: { readonly setAtMs: number; readonly untilMs: number },
  nowMs: number,
): Condition[] {
  const { lastAtMs, isNewest } = findPreviousUse(db, provider, setAtMs, nowMs)
  // Whoever signs seldom is still signing with it when nothing was signed with the new one since.
  const isUsed = lastAtMs !== null && (isNewest || nowMs - lastAtMs <= soonMs)
  return isUsed ? [conditionOf('secret-ending', provider, { expiresAtMs: untilMs })] : []
}
