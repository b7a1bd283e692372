import type { ProviderId } from '../../shared/words.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'

/** Without a path; those under which a check has reached this desk, the present one among them. */
export function listPublicAddresses(db: ReadDb): string[] {
  return prepared<{ url: string }>(db, 'SELECT url FROM public_addresses ORDER BY reached_at_ms DESC, url')
    .all()
    .map(({ url }) => url)
}

export function savePublicAddress(db: WriteDb, url: string, reachedAtMs: number): void {
  prepared(
    db,
    'INSERT INTO public_addresses (url, reached_at_ms) VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET reached_at_ms = excluded.reached_at_ms',
  ).run(url, reachedAtMs)
}

/** Where a provider's newest real delivery came in, as its sender called us; null: there is none, or it was not kept. */
export function findLastCalled(db: ReadDb, provider: ProviderId): { readonly host: string; readonly path: string } | null {
  const row = prepared<{ headers: string; path: string }>(
    db,
    `SELECT c.headers, d.path FROM deliveries AS d JOIN delivery_contents AS c ON c.delivery_id = d.id
     WHERE d.provider = ? AND d.origin = 'real' AND d.verdict <> 'rejected' ORDER BY d.received_at_ms DESC, d.id DESC LIMIT 1`,
  ).get(provider)
  if (!row) return null
  const headers = JSON.parse(row.headers) as readonly (readonly [string, string])[]
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1]
  return host === undefined ? null : { host: host.toLowerCase(), path: row.path }
}
