import type { BoardCard, BoardColumn } from '../../shared/contract/pipeline.ts'
import { clientStages, type ClientStage, type Origin } from '../../shared/words.ts'
import { allShownAs, searchOf, type Search } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'

export interface BoardQuery {
  readonly search: string
  readonly limits: Readonly<Record<ClientStage, number>>
  readonly nowMs: number
}

/** Who stands in a stage; `ids` are those whose cards are asked for, in their order. */
interface Standing extends Pick<BoardColumn, 'stage' | 'count' | 'madeUpCount'> {
  readonly ids: readonly number[]
}

/** All columns of the board, newest in the stage first. Records that were merged are one client; who is only made up is not counted. */
export function listBoard(db: ReadDb, { search: text, limits, nowMs }: BoardQuery): BoardColumn[] {
  const search = searchOf(text)
  const standing = search ? findStanding(db, search, limits) : listStanding(db, limits)
  const cards = cardsById(
    db,
    standing.flatMap(({ ids }) => ids),
    nowMs,
  )
  return standing.map(({ ids, ...column }) => ({ ...column, cards: ids.map((id) => cards.get(id)).filter((card) => card !== undefined) }))
}

/** Counted and cut off by what the indexes have, so that it makes little difference how many clients there are. */
function listStanding(db: ReadDb, limits: BoardQuery['limits']): Standing[] {
  const counts = prepared<{ stage: ClientStage; origin: Origin; count: number }>(
    db,
    'SELECT stage, origin, count(*) AS count FROM clients WHERE merged_into IS NULL GROUP BY stage, origin',
  ).all()
  return clientStages.map((stage) => {
    const ofStage = counts.filter((each) => each.stage === stage)
    const ids = prepared<{ id: number }>(
      db,
      'SELECT id FROM clients WHERE stage = ? AND merged_into IS NULL ORDER BY stage_at_ms DESC, id DESC LIMIT ?',
    ).all(stage, limits[stage])
    return {
      stage,
      count: ofStage.filter(({ origin }) => origin === 'real').reduce((sum, { count }) => sum + count, 0),
      madeUpCount: ofStage.filter(({ origin }) => origin !== 'real').reduce((sum, { count }) => sum + count, 0),
      ids: ids.map(({ id }) => id),
    }
  })
}

interface FoundRow {
  readonly id: number
  readonly stage: ClientStage
  readonly stageAtMs: number
  readonly origin: Origin
  readonly mergedInto: number | null
}

const foundColumns = 'id, stage, stage_at_ms AS stageAtMs, origin, merged_into AS mergedInto'

/** Read once for all stages: a short text finds a good part of all clients. */
function findStanding(db: ReadDb, { sql, values }: Search, limits: BoardQuery['limits']): Standing[] {
  const rows = prepared<FoundRow>(db, `SELECT ${foundColumns} FROM clients WHERE id IN (${sql})`).all(...values)
  const found = new Map(rows.filter(({ mergedInto }) => mergedInto === null).map((row) => [row.id, row]))
  const merged = rows.filter(({ mergedInto }) => mergedInto !== null).map(({ id }) => id)
  const elsewhere = merged.length === 0 ? [] : allShownAs(db, merged).filter((id) => !found.has(id))
  const others = prepared<FoundRow>(db, `SELECT ${foundColumns} FROM clients WHERE id IN (SELECT value FROM json_each(?))`)
  for (const row of others.all(JSON.stringify(elsewhere))) found.set(row.id, row)
  const sorted = [...found.values()].sort((a, b) => b.stageAtMs - a.stageAtMs || b.id - a.id)
  return clientStages.map((stage) => {
    const ofStage = sorted.filter((row) => row.stage === stage)
    const count = ofStage.filter(({ origin }) => origin === 'real').length
    return { stage, count, madeUpCount: ofStage.length - count, ids: ofStage.slice(0, limits[stage]).map(({ id }) => id) }
  })
}

interface CardRow extends Omit<BoardCard, 'next'> {
  readonly nextId: number | null
}

function cardsById(db: ReadDb, ids: readonly number[], nowMs: number): Map<number, BoardCard> {
  const rows = prepared<CardRow>(
    db,
    `WITH RECURSIVE
       page (id) AS MATERIALIZED (SELECT value FROM json_each(@ids)),
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
     FROM page CROSS JOIN clients AS c ON c.id = page.id LEFT JOIN next ON next.root = c.id LEFT JOIN origin ON origin.root = c.id`,
  ).all({ ids: JSON.stringify(ids), nowMs })
  const next = nextById(
    db,
    rows.map(({ nextId }) => nextId),
  )
  return new Map(rows.map(({ nextId, ...card }) => [card.id, { ...card, next: nextId === null ? null : (next.get(nextId) ?? null) }]))
}

function nextById(db: ReadDb, ids: readonly (number | null)[]): Map<number, NonNullable<BoardCard['next']>> {
  const rows = prepared<NonNullable<BoardCard['next']>>(
    db,
    `SELECT a.id, a.start_ms AS startMs, a.type, a.source, a.host_label AS hostLabel
     FROM json_each(?) AS wanted CROSS JOIN appointments AS a ON a.id = wanted.value`,
  ).all(JSON.stringify(ids.filter((id) => id !== null)))
  return new Map(rows.map((row) => [row.id, row]))
}
