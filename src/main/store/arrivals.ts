import { prepared, type ReadDb } from './db.ts'

/** From where an authentic delivery came, and how it called us. */
export interface ArrivalWay {
  readonly remoteAddress: string
  /** Its `Host`; null: it is not kept any more. */
  readonly host: string | null
}

/** The youngest authentic deliveries that came over the network, neither tests nor samples. */
export function listArrivalWays(db: ReadDb, limit: number): ArrivalWay[] {
  const rows = prepared<{ remoteAddress: string; headers: string | null }>(
    db,
    `SELECT remote_address AS remoteAddress, headers FROM deliveries LEFT JOIN delivery_contents ON delivery_id = deliveries.id
     WHERE verdict <> 'rejected' AND origin = 'real' AND remote_address IS NOT NULL ORDER BY received_at_ms DESC, deliveries.id DESC LIMIT ?`,
  ).all(limit)
  return rows.map(({ remoteAddress, headers }) => ({ remoteAddress, host: headers === null ? null : hostIn(headers) }))
}

function hostIn(headers: string): string | null {
  const pairs = JSON.parse(headers) as [string, string][]
  return pairs.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? null
}
