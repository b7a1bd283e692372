import type { Database } from 'better-sqlite3'
import { differences } from '../links/differ.ts'
import { group, type Decision, type Group } from '../links/group.ts'
import { followed, isCalendar, recognise, type Followed } from '../links/recognise.ts'
import type { Source } from '../../shared/words.ts'
import { prepared, type WriteDb } from './db.ts'
import { addressesOf } from './link-people.ts'
import { createLinkReader, type LinkReader } from './link-reader.ts'
import {
  listBookingCandidates,
  listDecisions,
  listEventCandidates,
  listEventsWith,
  listFollowers,
  type StoredLinkRow,
} from './link-rows.ts'

/** Whether a file holds anything that could be linked, so that an office with booking tools alone pays nothing. Never back to false. */
const linking = new WeakMap<Database, boolean>()

/** From now on there is something to link: a calendar's event, or a person's decision. */
export function beginLinking(db: WriteDb): void {
  linking.set(db.database, true)
}

function isLinking(db: WriteDb): boolean {
  let known = linking.get(db.database)
  if (known === undefined) {
    const found = `SELECT 1 WHERE EXISTS (SELECT 1 FROM appointments WHERE source = 'google-calendar') OR EXISTS (SELECT 1 FROM link_decisions)`
    known = prepared(db, found).get() !== undefined
    linking.set(db.database, known)
  }
  return known
}

/**
 * Links a row that was saved with those that tell of the same booking, and tells anew who leads and whether they say the same. The outcome
 * depends on what was told and decided, and not on the order in which it came.
 *
 * @returns true: something else is shown now.
 */
export function relink(db: WriteDb, id: number, source: Source): boolean {
  if (isCalendar(source)) beginLinking(db)
  if (!isLinking(db)) return false
  const reader = createLinkReader(db)
  const row = reader.find(id)
  if (row === null) return false
  if (isCalendar(row.source)) {
    saveMeetings(db, row)
    return regroup(db, [id], reader)
  }
  // What follows the end of a chain of reschedules was written for any link of it.
  const chain = [row, ...reader.earlier(row), ...reader.later(row)]
  return regroup(db, [...chain.map((each) => each.id), ...chain.flatMap((each) => listEventCandidates(db, each))], reader)
}

/** After records were merged or taken apart: their clients are other people now. @param clientIds of any of their records. */
export function relinkClients(db: WriteDb, clientIds: readonly number[]): void {
  if (!isLinking(db)) return
  const emails = clientIds.flatMap((id) => addressesOf(db, id))
  regroup(db, listEventsWith(db, emails))
}

function saveMeetings(db: WriteDb, { id, emails, starts }: StoredLinkRow): void {
  prepared(db, 'DELETE FROM calendar_meetings WHERE appointment_id = ?').run(id)
  const insert = prepared(db, 'INSERT INTO calendar_meetings (email, start_ms, appointment_id) VALUES (?, ?, ?)')
  for (const email of emails) for (const startMs of starts) insert.run(email, startMs, id)
}

/** What hangs together with the rows that changed. */
interface Neighbourhood {
  readonly rows: ReadonlyMap<number, StoredLinkRow>
  readonly decisions: readonly Decision[]
  readonly follows: ReadonlyMap<number, Followed>
}

/** Tells of these rows, and of all that hangs together with them, what belongs together. @returns true: something else is shown now. */
export function regroup(db: WriteDb, ids: readonly number[], reader: LinkReader = createLinkReader(db)): boolean {
  const { rows, decisions, follows } = explore(db, ids, reader)
  const groups = group([...rows.values()], decisions, follows, (row) => {
    const stored = rows.get(row.id)
    return (stored && reader.later(stored).at(-1)) ?? null
  })
  // Every group is saved, whether one before it was changed or not.
  return groups.map((each) => saveGroup(db, each, rows)).includes(true)
}

function explore(db: WriteDb, ids: readonly number[], reader: LinkReader): Neighbourhood {
  const rows = new Map<number, StoredLinkRow>()
  const decisions = new Map<string, Decision>()
  const follows = new Map<number, Followed>()
  const waiting = [...ids]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const row = rows.has(id) ? null : reader.find(id)
    if (row === null) continue
    rows.set(id, row)
    waiting.push(...listFollowers(db, id))
    if (row.ledBy !== null) waiting.push(row.ledBy)
    const decided = listDecisions(db, id)
    for (const decision of decided) {
      decisions.set(`${decision.firstId} ${decision.secondId}`, decision)
      if (decision.decision === 'joined') waiting.push(decision.firstId, decision.secondId)
    }
    if (decided.length > 0) waiting.push(...reader.later(row).map((each) => each.id))
    const repeats = isCalendar(row.source) ? findFollowed(db, row, decided, reader) : null
    if (repeats === null) continue
    follows.set(id, repeats)
    waiting.push(repeats.row.id)
  }
  return { rows, decisions: [...decisions.values()], follows }
}

/** @param decided of the event: what it was split from it does not follow again, and neither what that one was rescheduled from or to. */
function findFollowed(db: WriteDb, event: StoredLinkRow, decided: readonly Decision[], reader: LinkReader): Followed | null {
  const split = new Set(decided.filter(({ decision }) => decision === 'split').flatMap(({ firstId, secondId }) => [firstId, secondId]))
  split.delete(event.id)
  const found = listBookingCandidates(db, event).flatMap((id) => {
    const booking = reader.find(id)
    const because = booking && recognise(event, booking)
    if (!booking || because === null) return []
    const later = reader.later(booking)
    const chain = split.size === 0 ? [] : [booking, ...later, ...reader.earlier(booking)]
    return chain.some((each) => split.has(each.id)) ? [] : [{ booking, because, later }]
  })
  return followed(event, found)
}

/** @returns true: it was not so before. */
function saveGroup(db: WriteDb, { leader, followers }: Group, rows: ReadonlyMap<number, StoredLinkRow>): boolean {
  const sources = new Set([leader, ...followers.map(({ row }) => row)].map(({ source }) => source))
  const differ = followers.some(({ row }) => differences(leader, row).length > 0)
  const saved = [
    saveLinks(db, rows.get(leader.id), { ledBy: null, ledBecause: null, seenIn: sources.size, sourcesDiffer: differ }),
    ...followers.map(({ row, because }) =>
      saveLinks(db, rows.get(row.id), { ledBy: leader.id, ledBecause: because, seenIn: 1, sourcesDiffer: false }),
    ),
  ]
  return saved.includes(true)
}

type Links = Pick<StoredLinkRow, 'ledBy' | 'ledBecause' | 'seenIn' | 'sourcesDiffer'>

function saveLinks(db: WriteDb, row: StoredLinkRow | undefined, links: Links): boolean {
  const { ledBy, ledBecause, seenIn, sourcesDiffer } = links
  const isSame = (Object.keys(links) as (keyof Links)[]).every((name) => row?.[name] === links[name])
  if (row === undefined || isSame) return false
  prepared(db, 'UPDATE appointments SET led_by = ?, led_because = ?, seen_in = ?, sources_differ = ? WHERE id = ?').run(
    ledBy,
    ledBecause,
    seenIn,
    sourcesDiffer ? 1 : 0,
    row.id,
  )
  return true
}
