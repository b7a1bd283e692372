import { z } from 'zod'
import { chainFindingSchema, verificationSchema } from '../../shared/contract/trust.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

const schemas = {
  /** The last verification of all entries. */
  verified: verificationSchema.nullable(),
  /** What was found without asking, until somebody has dealt with it. */
  standing: chainFindingSchema.nullable(),
  /** Since when there is an anchor: from then on a missing one is a finding. */
  anchored: z.strictObject({ sinceMs: z.number() }),
  /** The chain's last entry when the desk was opened with a vault that waited for its key, so that no anchor could say that it is open. */
  openedLocked: z.strictObject({ seq: z.number() }),
} as const
type Values = { readonly [Name in keyof typeof schemas]: z.infer<(typeof schemas)[Name]> }

/** Null: not kept, or not to be read. */
export function findTrustValue<Name extends keyof Values>(db: ReadDb, name: Name): Values[Name] | null {
  const row = prepared<{ value: string }>(db, 'SELECT value FROM trust_values WHERE name = ?').get(name)
  const parsed = row && schemas[name].safeParse(JSON.parse(row.value))
  return parsed?.success ? (parsed.data as Values[Name]) : null
}

export function saveTrustValue<Name extends keyof Values>(db: WriteDb, name: Name, value: Values[Name]): void {
  prepared(db, 'INSERT OR REPLACE INTO trust_values (name, value) VALUES (?, ?)').run(name, JSON.stringify(value))
}
