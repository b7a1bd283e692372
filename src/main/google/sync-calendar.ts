import type { Settings } from '../../shared/settings.ts'
import type { ReadCause, ReadOutcome } from '../../shared/words.ts'
import { applyRead } from '../ingest/apply-read.ts'
import { eventIdOf, externalIdOf } from '../providers/google-calendar/ids.ts'
import { readEvent } from '../providers/google-calendar/read-event.ts'
import { findGoogleAccount } from '../store/google-accounts.ts'
import {
  findGoogleCalendar,
  forgetSyncToken,
  listStandingEvents,
  markCalendarFailed,
  markCalendarSynced,
  saveCalendarZone,
  type GoogleCalendarRow,
} from '../store/google-calendars.ts'
import type { Store } from '../store/open.ts'
import { endReading, insertReading } from '../store/readings.ts'
import type { Writer } from '../store/writer.ts'
import type { Accounts } from './accounts.ts'
import type { GoogleApi } from './api.ts'
import { headerOf, isGone, isNotFound, NotSignedInError, retryAfterOf } from './failure.ts'
import { inOrder, type ReadOfEvent } from './in-order.ts'

export interface SyncParts {
  readonly store: Store
  readonly writer: Writer
  readonly accounts: Accounts
  readonly settings: () => Pick<Settings, 'typeRules' | 'timeZone'>
  readonly now: () => number
}

export interface SyncOrder {
  readonly cause: ReadCause
  /** The notification that asked for it. */
  readonly deliveryId: number | null
  readonly signal: AbortSignal
}

export interface SyncResult {
  readonly outcome: ReadOutcome
  readonly readingId: number | null
  readonly changed: number
  /** How long Google asks to be left alone; absent or null: it does not. */
  readonly retryAfterMs?: number | null
}

const dayMs = 86_400_000
/** How far back a full sync reads, and how far ahead: Google expands a series without an end as far as it is asked to. */
const lookBackDays = 30
const lookAheadDays = 400
/** All is read anew this often, so that the horizon moves along. */
const fullEveryDays = 7
/** Google's own default, and few enough that a page is read within seconds. */
const eventsAPage = 250
/** A token that has just been given can end, too; not this often. */
const mostBeginnings = 3

/** What was listed cannot be gone on with: everything is read anew. */
class BeginAnewError extends Error {
  override readonly name = 'BeginAnewError'
}

/** What every listing of one sync shares. */
interface Run extends SyncOrder {
  readonly api: GoogleApi
  readonly calendar: GoogleCalendarRow
  readonly ownerEmail: string
  readonly readingId: number
}

/**
 * Reads what is new in one calendar, or all of it where there is no sync token that counts, and applies it page by page. The token is kept
 * only once everything that was read with it is applied, so that what is cut off is read again. Never rejects.
 *
 * @param calendarId ours.
 */
export async function syncCalendar(parts: SyncParts, calendarId: number, order: SyncOrder): Promise<SyncResult> {
  const { store, writer, accounts, now } = parts
  const calendar = findGoogleCalendar(store.read, calendarId)
  if (calendar === null || !calendar.followed) return { outcome: 'no-token', readingId: null, changed: 0 }
  let readingId: number | null = null
  let changed = 0
  try {
    const begun = await writer.submit((db) =>
      insertReading(db, { provider: 'google-calendar', calendarId, startedAtMs: now(), cause: order.cause, deliveryId: order.deliveryId }),
    )
    readingId = begun
    const ownerEmail = findGoogleAccount(store.read, calendar.accountId)?.email
    if (ownerEmail === undefined) throw new NotSignedInError('Nobody is signed in with this account.')
    const api = await accounts.apiOf(calendar.accountId)
    const read = await readUntilDone(parts, { ...order, api, calendar, ownerEmail, readingId: begun }, (more) => (changed += more))
    await writer.submit((db, notes) => {
      markCalendarSynced(db, calendar, { ...read, nowMs: now() })
      endReading(db, begun, { outcome: 'done', endedAtMs: now() })
      notes.topic('connections')
    })
    return { outcome: 'done', readingId, changed }
  } catch (error) {
    // Cut off by the end of the app: the reading stays without an end, and says so.
    if (order.signal.aborted) return { outcome: 'offline', readingId, changed }
    return { outcome: await fail(parts, calendar, readingId, error), readingId, changed, retryAfterMs: retryAfterOf(error) }
  }
}

async function fail({ writer, accounts, now }: SyncParts, calendar: GoogleCalendarRow, readingId: number | null, error: unknown) {
  const { id, accountId } = calendar
  try {
    const outcome = error instanceof BeginAnewError ? 'failed' : await accounts.judge(accountId, error)
    await writer.submit((db, notes) => {
      markCalendarFailed(db, id, { outcome, nowMs: now() })
      if (readingId !== null) endReading(db, readingId, { outcome, endedAtMs: now() })
      notes.topic('connections')
    })
    return outcome
  } catch {
    return 'failed' // Not even that could be kept: the disk is full, or the desk closes.
  }
}

/** @returns the next sync token, null: Google gave none; and whether all of the calendar was read. */
async function readUntilDone(
  parts: SyncParts,
  run: Run,
  count: (changed: number) => void,
): Promise<{ readonly syncToken: string | null; readonly wasFull: boolean }> {
  const { writer, now } = parts
  const { fullAtMs } = run.calendar
  let syncToken = fullAtMs === null || now() - fullAtMs >= fullEveryDays * dayMs ? null : run.calendar.syncToken
  for (let beginnings = 0; beginnings < mostBeginnings; beginnings += 1) {
    try {
      return { syncToken: await readOnce(parts, run, syncToken, count), wasFull: syncToken === null }
    } catch (error) {
      if (!(error instanceof BeginAnewError) && !isGone(error)) throw error
      syncToken = null
      await writer.submit((db) => forgetSyncToken(db, run.calendar.id))
    }
  }
  throw new BeginAnewError(`Google has ended ${mostBeginnings} listings of one calendar.`)
}

/** @param syncToken null: everything that ends after `lookBackDays` ago and begins within `lookAheadDays`. */
async function readOnce(parts: SyncParts, run: Run, syncToken: string | null, count: (changed: number) => void): Promise<string | null> {
  const { api, calendar, signal } = run
  const nowMs = parts.now()
  const [fromMs, toMs] = [nowMs - lookBackDays * dayMs, nowMs + lookAheadDays * dayMs]
  const listed = new Set<string>()
  let pageToken: string | undefined
  let timeZone: string | null = calendar.timeZone
  for (;;) {
    signal.throwIfAborted()
    const { data, headers } = await api.calendar.events.list(
      {
        calendarId: calendar.calendarId,
        // All but the bounds stays the same over all listings, for the sync token's sake.
        singleEvents: true,
        showDeleted: true,
        maxResults: eventsAPage,
        ...(syncToken === null ? { timeMin: new Date(fromMs).toISOString(), timeMax: new Date(toMs).toISOString() } : { syncToken }),
        ...(pageToken !== undefined && { pageToken }),
      },
      { signal },
    )
    const readAtMs = clockOf(headers, parts.now())
    if (data.timeZone && data.timeZone !== timeZone) {
      await keepZone(parts, calendar.id, data.timeZone)
      if (syncToken !== null && timeZone !== null) throw new BeginAnewError("The calendar's zone is another one.")
      timeZone = data.timeZone
    }
    const read = (data.items ?? []).flatMap((item) => readOf(item, run, { readAtMs, timeZone: timeZone ?? parts.settings().timeZone }))
    for (const { externalId } of read) listed.add(externalId)
    count(await applyInOrder(parts, run, read, readAtMs))
    if (!data.nextPageToken) {
      if (syncToken === null) await askForTheRest(parts, run, { listed, fromMs, toMs, timeZone }, count)
      return data.nextSyncToken ?? null
    }
    pageToken = data.nextPageToken
  }
}

/** What stands here and was not listed is asked for one by one: it was deleted, or moved out of what is listed. */
async function askForTheRest(
  parts: SyncParts,
  run: Run,
  {
    listed,
    fromMs,
    toMs,
    timeZone,
  }: { readonly listed: ReadonlySet<string>; readonly fromMs: number; readonly toMs: number; readonly timeZone: string | null },
  count: (changed: number) => void,
): Promise<void> {
  const { api, calendar, signal } = run
  for (const externalId of listStandingEvents(parts.store.read, calendar.id, { fromMs, toMs })) {
    if (listed.has(externalId)) continue
    signal.throwIfAborted()
    try {
      const { data, headers } = await api.calendar.events.get(
        { calendarId: calendar.calendarId, eventId: eventIdOf(externalId) },
        { signal },
      )
      const readAtMs = clockOf(headers, parts.now())
      const read = readOf(data, run, { readAtMs, timeZone: timeZone ?? parts.settings().timeZone })
      count(await applyInOrder(parts, run, read, readAtMs))
    } catch (error) {
      if (!isNotFound(error)) throw error
      count(await applyInOrder(parts, run, [{ externalId, change: null }], parts.now()))
    }
  }
}

function readOf(
  item: unknown,
  { calendar, ownerEmail }: Run,
  told: { readonly readAtMs: number; readonly timeZone: string },
): ReadOfEvent[] {
  const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : null
  if (typeof id !== 'string' || id === '') return []
  const { hostId, hostName: name, hostEmail: email } = calendar
  const host = hostId === null ? null : { hostId, name, email }
  const change = readEvent(item, { ...told, calendarId: calendar.id, owner: { email: ownerEmail, host } })
  return [{ externalId: externalIdOf(calendar.id, id), change }]
}

/** An event can be on two pages when it changes in between: what is on the later one counts, for they are applied one after the other. */
function applyInOrder({ store, writer, settings, now }: SyncParts, { readingId }: Run, read: readonly ReadOfEvent[], readAtMs: number) {
  const { typeRules } = settings()
  return applyRead(writer, inOrder(store.read, read, readAtMs), { readingId, readAtMs: now(), typeRules })
}

function keepZone({ writer }: SyncParts, calendarId: number, timeZone: string): Promise<void> {
  return writer.submit((db, notes) => {
    saveCalendarZone(db, calendarId, timeZone)
    notes.topic('connections')
  })
}

/** Google's clock, which has whole seconds. */
function clockOf(headers: unknown, nowMs: number): number {
  const atMs = Date.parse(headerOf(headers, 'date') ?? '')
  return Number.isNaN(atMs) ? nowMs : atMs
}
