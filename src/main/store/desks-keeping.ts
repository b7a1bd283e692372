import { prepared, type WriteDb } from './db.ts'
import { liveSession } from './desks-sessions.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A session ends when nobody was there for a working day. */
export const sessionIdleMs = 12 * hourMs
/** However busy it is: then one signs in anew. */
export const sessionLongestMs = 14 * dayMs
/** For how long a browser is known in which somebody has signed in. */
export const knownBrowserMs = 180 * dayMs
/** An invitation that nobody accepted is shown as ended for so long. */
const endedInvitationMs = 30 * dayMs

/** Ms; sessions that were seen and started before have ended. */
export function sessionsSince(nowMs: number): { readonly seenSinceMs: number; readonly startedSinceMs: number } {
  return { seenSinceMs: nowMs - sessionIdleMs, startedSinceMs: nowMs - sessionLongestMs }
}

/** Takes away what has ended: sessions with their addresses, browsers that were not used, people who never came. @returns how many rows went. */
export function forgetEndedDesks(db: WriteDb, nowMs: number): number {
  const sessions = prepared(db, `DELETE FROM desk_sessions AS session WHERE NOT (${liveSession})`).run(sessionsSince(nowMs)).changes
  const browsers = prepared(db, 'DELETE FROM desk_browsers WHERE at_ms < ?').run(nowMs - knownBrowserMs).changes
  const never = prepared(db, 'DELETE FROM desk_people WHERE joined_at_ms IS NULL AND invited_until_ms < ?').run(nowMs - endedInvitationMs)
  return sessions + browsers + never.changes
}

/**
 * Nobody is signed in, and no link leads in: of a restored backup, which knows neither what was revoked since nor which links were used since.
 * People, their roles and passwords are as they were then.
 */
export function endAllDesks(db: WriteDb, nowMs: number): void {
  for (const table of ['desk_sessions', 'desk_browsers']) prepared(db, `DELETE FROM ${table}`).run()
  prepared(db, 'UPDATE desk_people SET invited_until_ms = min(invited_until_ms, ?) WHERE invitation IS NOT NULL').run(nowMs)
}
