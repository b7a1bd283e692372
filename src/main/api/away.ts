import type { Gap } from '../../shared/contract/away.ts'
import { shortestGapMs } from '../away/away.ts'
import { gapToTell, lastSpokenFor } from '../away/gap-to-tell.ts'
import type { ReadDb } from '../store/db.ts'
import { listGapChanges } from '../store/gap-changes.ts'
import { dismissGaps, listGaps, listUndismissedGaps } from '../store/gaps.ts'
import { openOs } from './implementer.ts'

/** Nobody comes back to an older one. */
const toldForMs = 14 * 86_400_000
const mostChanges = 500

const listTold = (db: ReadDb, nowMs: number): Gap[] => listUndismissedGaps(db, { sinceMs: nowMs - toldForMs, shortestMs: shortestGapMs })

export const away = {
  latest: openOs.away.latest.handler(({ context: { store, now } }) => {
    return gapToTell(listTold(store.read, now()), now())
  }),

  list: openOs.away.list.handler(({ context: { store }, input }) =>
    listGaps(store.read, { limit: input.limit, shortestMs: shortestGapMs }),
  ),

  changes: openOs.away.changes.handler(({ context: { store }, input }) => listGapChanges(store.read, input.gapId, mostChanges)),

  dismiss: openOs.away.dismiss.handler(async ({ context: { writer, now }, input }) => {
    await writer.submit((db, notes) => {
      dismissGaps(db, lastSpokenFor(listTold(db, now()), input.id), now())
      notes.topic('away')
    })
    return { ok: true }
  }),
}
