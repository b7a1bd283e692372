import type { BoardCard, BoardColumn } from '../../shared/contract/pipeline.ts'
import { clientStages, type ClientStage, type Origin, type Source } from '../../shared/words.ts'
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

type Next = NonNullable<BoardCard['next']>

/** Three questions rather than one that joins their answers: SQLite would look through all of the one for each row of the other. */
function cardsById(db: ReadDb, ids: readonly number[], nowMs: number): Map<number, BoardCard> {
  const asked = JSON.stringify(ids)
  const next = new Map(listNext(db, asked, nowMs).map(({ root, ...appointment }) => [root, appointment]))
  const sources = new Map(listSources(db, asked).map(({ root, source }) => [root, source]))
  const rows = prepared<Omit<BoardCard, 'next' | 'source'>>(
    db,
    `SELECT c.id, coalesce(c.given_name, c.name, c.given_email, c.email, c.external_id) AS label, c.origin, c.stage_at_ms AS stageAtMs,
       c.stage_by AS "by", c.stage_reason AS reason
     FROM json_each(?) AS page CROSS JOIN clients AS c ON c.id = page.value`,
  ).all(asked)
  return new Map(rows.map((row) => [row.id, { ...row, source: sources.get(row.id) ?? null, next: next.get(row.id) ?? null }]))
}

/** The asked ones, and the records that were merged into them. */
const membersSql = `WITH RECURSIVE member (root, id) AS (
  SELECT value, value FROM json_each(@asked) UNION SELECT member.root, c.id FROM clients AS c JOIN member ON c.merged_into = member.id)`

/** The other columns are those of the row with the smallest start. */
function listNext(db: ReadDb, asked: string, nowMs: number): (Next & { readonly root: number })[] {
  return prepared<Next & { root: number }>(
    db,
    `${membersSql}
     SELECT member.root, a.id, min(a.start_ms) AS startMs, a.type, a.source, a.host_label AS hostLabel FROM member
     CROSS JOIN clients AS shown ON shown.id = member.root CROSS JOIN appointments AS a ON a.client_id = member.id
     WHERE a.status IN ('scheduled', 'pending') AND a.start_ms >= @nowMs AND a.led_by IS NULL AND (a.origin = 'real' OR shown.origin <> 'real')
     GROUP BY member.root`,
  ).all({ asked, nowMs })
}

/** Where each client came from: the source is that of the row with the smallest instant. */
function listSources(db: ReadDb, asked: string): { readonly root: number; readonly source: Source }[] {
  return prepared<{ root: number; source: Source }>(
    db,
    `${membersSql}
     SELECT root, source, min(atMs) FROM (
       SELECT member.root AS root, a.source AS source, coalesce(a.booked_at_ms, a.created_at_ms) AS atMs
       FROM member CROSS JOIN appointments AS a ON a.client_id = member.id AND a.led_by IS NULL
       UNION ALL
       SELECT member.root, l.source, l.at_ms FROM member CROSS JOIN leads AS l ON l.client_id = member.id)
     GROUP BY root`,
  ).all({ asked })
}
