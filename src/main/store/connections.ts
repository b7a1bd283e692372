import { z } from 'zod'
import { subscriptionStates } from '../../shared/words.ts'
import type { TokenProviderId } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { StoreInvariantError } from './errors.ts'

const connectionSchema = z.object({
  account: z.object({ name: z.string().nullable(), email: z.string().nullable() }).nullable().default(null),
  /** Smart-Scheduler only. */
  apiUrl: z.string().nullable().default(null),
  /** Calendly only. */
  scope: z.enum(['user', 'organization']).nullable().default(null),
  /** When it was read last, by the provider's clock. */
  readAtMs: z.number().nullable().default(null),
  /** As it was found last; null: never looked at, or there is none to make. `id` is the provider's, of the one that posts to us. */
  subscription: z
    .object({
      id: z.string().nullable(),
      state: z.enum(subscriptionStates),
      callbackUrl: z.string().nullable(),
      checkedAtMs: z.number(),
    })
    .nullable()
    .default(null),
})

/** How the desk is connected with one provider's API. No secrets in it. */
export type Connection = z.output<typeof connectionSchema>

/** Of a provider that was never connected, nothing is known. */
export function getConnection(db: ReadDb, provider: TokenProviderId): Connection {
  const row = prepared<{ value: string }>(db, 'SELECT value FROM connections WHERE provider = ?').get(provider)
  const parsed = connectionSchema.safeParse(row ? JSON.parse(row.value) : {})
  if (parsed.success) return parsed.data
  throw new StoreInvariantError(`the connection with ${provider} has what this version cannot read`)
}

/** Changes the members that the patch has. */
export function saveConnection(db: WriteDb, provider: TokenProviderId, patch: Partial<Connection>): void {
  const value = JSON.stringify({ ...getConnection(db, provider), ...patch })
  prepared(db, 'INSERT INTO connections (provider, value) VALUES (?, ?) ON CONFLICT (provider) DO UPDATE SET value = excluded.value').run(
    provider,
    value,
  )
}
