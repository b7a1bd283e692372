import { sql, type RawBuilder } from 'kysely'
import type { DeliveryFilter } from '../../shared/delivery.ts'
import type { Verdict } from '../../shared/words.ts'
import { prepared, type ReadDb } from './db.ts'

interface Trouble {
  readonly provider: string
  readonly origin: string
  readonly verdict: Verdict
  readonly reason: string | null
  readonly failure: string | null
  readonly sentence: string
  /** JSON; of the first field that is wrong. */
  readonly loc: string | null
  readonly type: string | null
}

const firstLoc = `json_extract(c.issues, '$[0].loc')`
const firstType = `json_extract(c.issues, '$[0].type')`

/**
 * What else was refused, or could not be applied, for the same reason, as conditions on `deliveries`. Of one that has no trouble, or is gone,
 * a condition that nothing fulfils.
 */
export function alikeConditions(db: ReadDb, id: number): RawBuilder<boolean>[] {
  const trouble = findTrouble(db, id)
  if (trouble === null) return [sql<boolean>`0`]
  const { provider, origin, verdict, reason, failure } = trouble
  return [
    // For the planner: the index by verdict leaves the accepted ones out.
    sql<boolean>`deliveries.verdict = ${verdict} AND deliveries.verdict <> 'accepted'`,
    sql<boolean>`deliveries.provider = ${provider} AND deliveries.origin = ${origin}`,
    sql<boolean>`deliveries.reason IS ${reason} AND deliveries.failure IS ${failure}`,
    sql<boolean>`(deliveries.id = ${id} OR NOT EXISTS (SELECT 1 FROM delivery_dealings AS dealt WHERE dealt.delivery_id = deliveries.id))`,
    ...sameCause(trouble),
  ]
}

function sameCause({ verdict, loc, type, sentence }: Trouble): RawBuilder<boolean>[] {
  if (verdict === 'failed') {
    // The sentence begins alike and goes on with the error's name; what comes after its colon tells of the one body.
    const beginning = sentence.split(':', 2).join(':')
    return [sql<boolean>`substr(deliveries.sentence, 1, ${beginning.length}) = ${beginning}`]
  }
  if (loc === null) return []
  return [
    sql<boolean>`EXISTS (SELECT 1 FROM delivery_contents AS c WHERE c.delivery_id = deliveries.id
      AND ${sql.raw(firstLoc)} = ${loc} AND ${sql.raw(firstType)} IS ${type})`,
  ]
}

function findTrouble(db: ReadDb, id: number): Trouble | null {
  return (
    prepared<Trouble>(
      db,
      `SELECT provider, origin, verdict, reason, failure, sentence, ${firstLoc} AS loc, ${firstType} AS type
       FROM deliveries LEFT JOIN delivery_contents AS c ON c.delivery_id = id
       WHERE id = ? AND verdict IN ('rejected', 'quarantined', 'failed')`,
    ).get(id) ?? null
  )
}

/** The filter that `alike` stands for by itself. */
export function onlyAlike(id: number): DeliveryFilter {
  return { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null, alike: id }
}
