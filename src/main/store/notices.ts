import type { Notice } from '../../shared/contract/notices.ts'
import type { AppointmentType, Source } from '../../shared/words.ts'
import { findLinkedAppointment } from './appointments.ts'
import { prepared, scalar, type ReadDb, type WriteDb } from './db.ts'
import { findNewestHistoryId } from './newest-history.ts'

/** Not by the first reading of a provider, or of one of Google's calendars. */
const isNewSince = (entry: 'history' | 'earlier'): string => `(${entry}.reading_id IS NULL OR EXISTS (
    SELECT 1 FROM readings AS reading JOIN readings AS before ON before.provider = reading.provider AND before.id < reading.id
    WHERE reading.id = ${entry}.reading_id AND before.calendar_id IS reading.calendar_id AND before.outcome = 'done'))`

/**
 * What deliveries told of real appointments that were still to come or going on when they told it. What was said at the desk is no news to
 * it. A move comes as `rescheduled`, or as a new appointment that replaces another; the end of the one that is replaced is no news beside it.
 * A creation that comes behind its cancellation books nothing: `created` counts where it made the appointment stand, or took a seat in one
 * that stands.
 *
 * What was there already when a provider, or one of Google's calendars, was read for the first time is no news either.
 *
 * One booking that two sources tell of is one piece of news: of its creations the first one that was told, whichever source told it. All
 * else is told by the source that leads. A booking that replaces another is a move, whatever another source told of it before.
 */
const isNews = `history.kind IN ('created', 'cancelled', 'declined', 'rescheduled')
  AND history.actor IS NULL
  AND appointments.origin = 'real'
  AND ${isNewSince('history')}
  AND appointments.start_ms IS NOT NULL
  AND coalesce(appointments.end_ms, appointments.start_ms + 1800000) > history.at_ms
  AND CASE
    WHEN history.kind = 'created' THEN history.after ->> '$.status' = 'scheduled'
      OR (history.after ->> '$.status' IS NULL AND history.after ->> '$.attendees' IS NOT NULL
        AND appointments.status NOT IN ('cancelled', 'superseded'))
    WHEN history.kind = 'rescheduled' THEN history.after ->> '$.startMs' IS NOT NULL
    ELSE history.after ->> '$.status' = 'cancelled'
  END
  AND (told.led_by IS NULL OR (history.kind = 'created' AND history.after ->> '$.status' = 'scheduled' AND NOT EXISTS (
    SELECT 1 FROM appointment_history AS own WHERE own.appointment_id = told.led_by AND own.kind = 'created'
      AND own.after ->> '$.supersedes' IS NOT NULL)))
  AND (history.kind <> 'created' OR history.after ->> '$.status' IS NULL OR history.after ->> '$.supersedes' IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM appointments AS same JOIN appointment_history AS earlier ON earlier.appointment_id = same.id
    WHERE same.id <> told.id AND (same.id = appointments.id OR same.led_by = appointments.id) AND earlier.id < history.id
      AND earlier.kind = 'created' AND earlier.after ->> '$.status' = 'scheduled' AND ${isNewSince('earlier')}))`
/** `told` is the row that the history is of, `appointments` the one as which it is shown. */
const from = `FROM appointment_history AS history JOIN appointments AS told ON told.id = history.appointment_id
  JOIN appointments ON appointments.id = coalesce(told.led_by, told.id)`

interface NoticeRow {
  readonly id: number
  readonly atMs: number
  readonly kind: 'created' | 'cancelled' | 'declined' | 'rescheduled'
  readonly appointmentId: number
  readonly source: Source
  readonly type: AppointmentType
  readonly clientLabel: string | null
  readonly hostLabel: string | null
  readonly startMs: number
  readonly fromMs: number | null
  readonly supersedes: string | null
}

/**
 * How many of the newest lines of history are looked through, whatever they tell of: weeks of a busy office. Readings, tests and what is
 * past already bring lines by the thousand of which none is news, and the thread that looks is the one that receives.
 */
const mostLookedThrough = 5000
const isWithinReach = `history.id > max(?, (SELECT coalesce(max(id), 0) FROM appointment_history) - ${mostLookedThrough})`

/** Newest first: those after `afterId`, at most `limit`. */
export function listNotices(db: ReadDb, { afterId, limit }: { readonly afterId: number; readonly limit: number }): Notice[] {
  return prepared<NoticeRow>(
    db,
    `SELECT history.id, history.at_ms AS atMs, history.kind, appointments.id AS appointmentId, appointments.source, appointments.type,
       appointments.client_label AS clientLabel, appointments.host_label AS hostLabel,
       coalesce(history.after ->> '$.startMs', appointments.start_ms) AS startMs, history.before ->> '$.startMs' AS fromMs,
       history.after ->> '$.supersedes' AS supersedes
     ${from} WHERE ${isWithinReach} AND ${isNews} ORDER BY history.id DESC LIMIT ?`,
  )
    .all(afterId, limit)
    .map((row) => noticeOf(db, row))
}

function noticeOf(db: ReadDb, { supersedes, kind, ...row }: NoticeRow): Notice {
  if (kind === 'rescheduled') return { ...row, kind }
  if (kind !== 'created') return { ...row, kind: 'cancelled', fromMs: null }
  if (supersedes === null) return { ...row, kind: 'booked', fromMs: null }
  const replaced = findLinkedAppointment(db, { source: row.source, externalId: supersedes, origin: 'real' })
  return { ...row, kind: 'rescheduled', fromMs: replaced?.startMs ?? null }
}

/** How many there are after an id; no more than `most` are counted. */
export function countNotices(db: ReadDb, { afterId, most }: { readonly afterId: number; readonly most: number }): number {
  return scalar<number>(db, `SELECT count(*) FROM (SELECT 1 ${from} WHERE ${isWithinReach} AND ${isNews} LIMIT ?)`, afterId, most)
}

/** `seen`: in the bell's list. `looked`: a window had the focus since. */
export type NoticeMark = 'seen' | 'looked'

export function getNoticeMark(db: ReadDb, mark: NoticeMark): number {
  return scalar<number>(db, 'SELECT up_to FROM notice_marks WHERE name = ?', mark)
}

/** Moves the mark on, never back, and never beyond what there is: meanwhile some of it may have been removed. @returns whether it moved. */
export function moveNoticeMark(db: WriteDb, mark: NoticeMark, upTo: number): boolean {
  const known = Math.min(upTo, findNewestHistoryId(db))
  return prepared(db, 'UPDATE notice_marks SET up_to = ? WHERE name = ? AND up_to < ?').run(known, mark, known).changes === 1
}
