import type { AwayChange } from '../../shared/contract/away.ts'
import type { ChangeKind, Source } from '../../shared/words.ts'
import { findAppointmentState, type StoredState } from './appointments.ts'
import { prepared, scalar, type ReadDb } from './db.ts'

/**
 * What the readings that made up for a gap told, as people see it: `told` has the entries, each with the appointment as which its row is
 * shown; `replaced` those of these that are the end of what another one of them replaced.
 */
const withTold = `WITH told AS MATERIALIZED (
    SELECT h.id, h.appointment_id AS rowId, coalesce(a.led_by, a.id) AS shownId, a.source, a.external_id AS externalId
    FROM gap_readings AS r JOIN appointment_history AS h ON h.reading_id = r.reading_id JOIN appointments AS a ON a.id = h.appointment_id
    WHERE r.gap_id = @gapId
  ), replaced AS MATERIALIZED (
    SELECT a.id FROM appointments AS a JOIN appointment_states AS s ON s.appointment_id = a.id
    WHERE a.id IN (SELECT shownId FROM told) AND a.status = 'superseded'
      AND EXISTS (SELECT 1 FROM told AS next WHERE next.source = a.source AND next.externalId = s.state ->> '$.supersededBy')
  )`
const isOwnNews = 'told.shownId NOT IN (SELECT id FROM replaced)'

/** How many appointments became different by the readings that made up for a gap: one that two sources tell of is one, and so is one that was replaced. */
export function countGapChanges(db: ReadDb, gapId: number): number {
  return scalar<number>(db, `${withTold} SELECT count(DISTINCT shownId) FROM told WHERE ${isOwnNews}`, { gapId })
}

interface ChangeRow {
  readonly id: number
  readonly appointmentId: number
  readonly source: Source
  readonly kind: ChangeKind
  readonly title: string | null
  readonly clientLabel: string | null
  readonly startMs: number | null
  readonly before: string
  readonly after: string
}

/** What the readings that made up for a gap changed, by the appointments' starts. Where the source that leads tells it, no other does. */
export function listGapChanges(db: ReadDb, gapId: number, limit: number): AwayChange[] {
  return prepared<ChangeRow>(
    db,
    `${withTold} SELECT h.id, told.shownId AS appointmentId, a.source, h.kind, a.title, a.client_label AS clientLabel,
       a.start_ms AS startMs, h.before, h.after
     FROM told JOIN appointment_history AS h ON h.id = told.id JOIN appointments AS a ON a.id = told.rowId
     WHERE ${isOwnNews} AND (told.rowId = told.shownId OR told.shownId NOT IN (SELECT rowId FROM told))
     ORDER BY a.start_ms, h.id LIMIT @limit`,
  )
    .all({ gapId, limit })
    .map(({ before, after, ...row }) => moved(db, gapId, { ...row, before: JSON.parse(before), after: JSON.parse(after) }))
}

/** What replaces another one has moved. */
function moved(db: ReadDb, gapId: number, change: AwayChange): AwayChange {
  const { source, kind, startMs, after } = change
  const supersedes = after['supersedes']
  if (kind !== 'created' || typeof supersedes !== 'string') return change
  const before = lastSeen(db, gapId, source, supersedes)
  return before === null ? change : { ...change, kind: 'rescheduled', before, after: { startMs } }
}

/** Providers may tell of more moves than anybody makes in one gap. */
const mostMoves = 50

/** When it was to be before the gap: what came and went in it was never seen. */
function lastSeen(db: ReadDb, gapId: number, source: Source, externalId: string): { readonly startMs: number | null } | null {
  let [id, startMs]: [string | null, number | null | undefined] = [externalId, undefined]
  for (let moves = 0; id !== null && moves < mostMoves; moves += 1) {
    const found = findAppointmentState(db, { source, externalId: id, origin: 'real' })
    if (found === null) break
    const state = JSON.parse(found.state) as StoredState
    startMs = state.details.startMs ?? null
    id = isNewIn(db, gapId, found.id) ? state.supersedes : null
  }
  return startMs === undefined ? null : { startMs }
}

function isNewIn(db: ReadDb, gapId: number, rowId: number): boolean {
  const isNew = `SELECT EXISTS (SELECT 1 FROM gap_readings AS r JOIN appointment_history AS h ON h.reading_id = r.reading_id
    WHERE r.gap_id = ? AND h.appointment_id = ? AND h.before = '{}')`
  return scalar<number>(db, isNew, gapId, rowId) === 1
}
