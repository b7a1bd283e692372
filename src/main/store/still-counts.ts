import { prepared, type ReadDb, type WriteDb } from './db.ts'

/**
 * What lets others in or is told of changes, as it counts now, by what is its own for ever. A backup does not know what was taken back
 * since it was made: a restore must not give it back.
 */
export interface StillCounts {
  /** Prefixes of API keys. */
  readonly keys: string[]
  /** Of calendar feeds' addresses, hexadecimal. */
  readonly feeds: string[]
  readonly subscriptions: number[]
  /** People of other desks, by what authenticators know them by, hexadecimal. */
  readonly people: string[]
}

export function listStillCounts(db: ReadDb): StillCounts {
  const all = <Value>(sql: string): Value[] =>
    prepared<{ value: Value }>(db, sql)
      .all()
      .map(({ value }) => value)
  return {
    keys: all('SELECT prefix AS value FROM api_keys WHERE revoked_at_ms IS NULL'),
    feeds: all('SELECT lower(hex(digest)) AS value FROM feeds'),
    subscriptions: all('SELECT id AS value FROM subscriptions'),
    people: all('SELECT lower(hex(handle)) AS value FROM desk_people'),
  }
}

/** Of a restored backup: all else counts no longer, and no token does. */
export function endAllElse(
  db: WriteDb,
  { keys, feeds, subscriptions, people }: StillCounts,
  { atMs, by }: { atMs: number; by: string },
): void {
  const others = 'NOT IN (SELECT value FROM json_each(?))'
  prepared(db, `UPDATE api_keys SET revoked_at_ms = ?, revoked_by = ? WHERE revoked_at_ms IS NULL AND prefix ${others}`).run(
    atMs,
    by,
    JSON.stringify(keys),
  )
  prepared(db, 'DELETE FROM access_tokens').run()
  prepared(db, `DELETE FROM feeds WHERE lower(hex(digest)) ${others}`).run(JSON.stringify(feeds))
  prepared(db, `DELETE FROM subscriptions WHERE id ${others}`).run(JSON.stringify(subscriptions))
  prepared(db, `DELETE FROM desk_people WHERE lower(hex(handle)) ${others}`).run(JSON.stringify(people))
}
