import type { Source } from '../../shared/words.ts'
import { prepared, type ReadDb } from './db.ts'

/** Real appointments of a source that stand, as far as we know, and start in the half open interval; by the source's own ids. */
export function listStanding(db: ReadDb, source: Source, { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): string[] {
  return prepared<{ externalId: string }>(
    db,
    `SELECT external_id AS externalId FROM appointments
     WHERE start_ms >= ? AND start_ms < ? AND source = ? AND origin = 'real' AND status IN ('pending', 'scheduled') ORDER BY start_ms, id`,
  )
    .all(fromMs, toMs, source)
    .map(({ externalId }) => externalId)
}
