import type { BoardCard, BoardColumn } from '../../shared/contract/pipeline.ts'
import { clientStages, type ClientStage, type Origin } from '../../shared/words.ts'
import { allShownAs, searchOf } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'

export interface BoardQuery {
  readonly search: string
  readonly limits: Readonly<Record<ClientStage, number>>
  readonly nowMs: number
}

/** All columns of the board, newest in the stage first. Records that were merged are one client; who is only made up is not counted. */
export function listBoard(db: ReadDb, { search, limits, nowMs }: BoardQuery): BoardColumn[] {
  const found = findRoots(db, search)
  const counts = countByStage(db, found)
  return clientStages.map((stage) => {
    const ofStage = counts.filter((each) => each.stage === stage)
    return {
      stage,
      count: sumOf(ofStage.filter(({ origin }) => origin === 'real')),
      madeUpCount: sumOf(ofStage.filter(({ origin }) => origin !== 'real')),
      cards: listCards(db, { stage, found, limit: limits[stage], nowMs }),
    }
  })
}

const sumOf = (counts: readonly StageCount[]): number => counts.reduce((sum, { count }) => sum + count, 0)

/** The clients that the text finds, as JSON; null: it asks for nothing. */
function findRoots(db: ReadDb, search: string): string | null {
  const query = searchOf(search)
  if (query === null) return null
  const matches = prepared<{ id: number }>(db, query.sql).all(...query.values)
  return JSON.stringify(
    allShownAs(
      db,
      matches.map(({ id }) => id),
    ),
  )
}

interface StageCount {
  readonly stage: ClientStage
  readonly origin: Origin
  readonly count: number
}

function countByStage(db: ReadDb, found: string | null): StageCount[] {
  const figures = 'SELECT stage, origin, count(*) AS count FROM clients'
  if (found === null) return prepared<StageCount>(db, `${figures} WHERE merged_into IS NULL GROUP BY stage, origin`).all()
  return prepared<StageCount>(db, `${figures} WHERE id IN (SELECT value FROM json_each(?)) GROUP BY stage, origin`).all(found)
}

type CardRow = Omit<BoardCard, 'next'> & { readonly nextId: number | null }

function listCards(
  db: ReadDb,
  { stage, found, limit, nowMs }: { stage: ClientStage; found: string | null; limit: number; nowMs: number },
): BoardCard[] {
  const rows = prepared<CardRow>(
    db,
    `WITH RECURSIVE
       page (id) AS MATERIALIZED (
         SELECT id FROM clients WHERE stage = @stage AND merged_into IS NULL
           ${found === null ? '' : 'AND id IN (SELECT value FROM json_each(@found))'}
         ORDER BY stage_at_ms DESC, id DESC LIMIT @limit),
       member (root, id) AS (
         SELECT id, id FROM page UNION SELECT member.root, c.id FROM clients AS c JOIN member ON c.merged_into = member.id),
       -- The other columns are those of the row with the smallest start, or the smallest instant.
       next (root, id, startMs) AS MATERIALIZED (
         SELECT member.root, a.id, min(a.start_ms) FROM member
         CROSS JOIN clients AS shown ON shown.id = member.root CROSS JOIN appointments AS a ON a.client_id = member.id
         WHERE a.status IN ('scheduled', 'pending') AND a.start_ms >= @nowMs AND (a.origin = 'real' OR shown.origin <> 'real')
         GROUP BY member.root),
       origin (root, source, atMs) AS MATERIALIZED (
         SELECT root, source, min(at_ms) FROM (
           SELECT member.root AS root, a.source AS source, coalesce(a.booked_at_ms, a.created_at_ms) AS at_ms
           FROM member CROSS JOIN appointments AS a ON a.client_id = member.id
           UNION ALL
           SELECT member.root, l.source, l.at_ms FROM member CROSS JOIN leads AS l ON l.client_id = member.id)
         GROUP BY root)
     SELECT c.id, coalesce(c.given_name, c.name, c.given_email, c.email, c.external_id) AS label, c.origin, origin.source,
       c.stage_at_ms AS stageAtMs, c.stage_by AS "by", c.stage_reason AS reason, next.id AS nextId
     FROM page JOIN clients AS c ON c.id = page.id LEFT JOIN next ON next.root = c.id LEFT JOIN origin ON origin.root = c.id
     ORDER BY c.stage_at_ms DESC, c.id DESC`,
  ).all({ stage, limit, nowMs, ...(found !== null && { found }) })
  const next = findNext(
    db,
    rows.map(({ nextId }) => nextId),
  )
  return rows.map(({ nextId, ...card }) => ({ ...card, next: nextId === null ? null : (next.get(nextId) ?? null) }))
}

function findNext(db: ReadDb, ids: readonly (number | null)[]): Map<number, NonNullable<BoardCard['next']>> {
  const rows = prepared<NonNullable<BoardCard['next']>>(
    db,
    `SELECT a.id, a.start_ms AS startMs, a.type, a.source, a.host_label AS hostLabel
     FROM json_each(?) AS wanted JOIN appointments AS a ON a.id = wanted.value`,
  ).all(JSON.stringify(ids.filter((id) => id !== null)))
  return new Map(rows.map((row) => [row.id, row]))
}
