import type { ErasureCounts } from '../../shared/contract/keeping.ts'
import { prepared, type WriteDb } from './db.ts'
import { appendRedacted } from './erase-chain.ts'
import { findErasable, type Erasable } from './erasable.ts'
import { listConnected, withRelatives, type Concerned } from './erase-find.ts'
import { erasedSha256, insertErasedExternals, insertErasure, type External } from './erasures.ts'
import { blankContents, forgetAppointments, forgetClients, idsOf, type Forgetting } from './forget.ts'
import { createMatcher, redactJson, type Matcher } from './identity.ts'
import { eraseFromImports } from './imports-keeping.ts'
import { relink } from './links.ts'
import { eraseMessages, listMessagesAbout, redactMessages } from './outbox-keeping.ts'
import type { StoredState } from './appointments.ts'
import type { Source } from '../../shared/words.ts'

export interface ErasureOrder {
  readonly erasable: Erasable
  readonly concerned: Concerned
  /** Of the uncertain deliveries those that are theirs. */
  readonly chosenIds: readonly number[]
  readonly actor: string
  readonly reason: string
  readonly atMs: number
}

/**
 * Erases one client, in one job: there is no half of it. What is only theirs goes; of what is others', too, they are taken out. The log keeps
 * its rows, without names, headers and bodies, so that a repetition is still recognised.
 *
 * What goes is overwritten in the file once the pages are written; `src/main/keeping/erase-client.ts` does what is left after it.
 *
 * @returns null: the client was merged, taken apart or removed since they were looked for.
 */
export function eraseClient(
  db: WriteDb,
  { erasable, concerned, chosenIds, actor, reason, atMs }: ErasureOrder,
): { readonly erasureId: number; readonly counts: ErasureCounts } | null {
  const { family, identity } = erasable
  const again = family[0] === undefined ? null : findErasable(db, family[0])
  if (again === null || again.family.join() !== family.join()) return null
  const matcher = createMatcher(identity)
  const doing: Forgetting = { atMs, why: 'erased' }
  // What came since they were looked for.
  const connected = listConnected(db, family)
  const deliveryIds = withRelatives(db, [...new Set([...concerned.deliveryIds, ...connected.deliveryIds, ...chosenIds])])
  const mentionIds = concerned.mentionIds.filter((id) => !connected.appointmentIds.includes(id))
  const counts: ErasureCounts = {
    clients: family.length,
    appointments: connected.appointmentIds.length,
    leads: connected.leadIds.length,
    deliveries: deliveryIds.length,
    mentions: mentionIds.length,
  }
  insertErasedExternals(db, externalsOf(db, connected.appointmentIds, connected.leadIds))
  blankDeliveries(db, deliveryIds, matcher, doing)
  forgetAppointments(db, connected.appointmentIds, doing)
  prepared(db, 'DELETE FROM leads WHERE id IN (SELECT value FROM json_each(?))').run(JSON.stringify(connected.leadIds))
  redactHistory(db, concerned.historyIds, erasable, matcher, doing)
  for (const id of mentionIds) redactAppointment(db, id, erasable, matcher)
  redactDeskHistory(db, concerned.deskEntryIds, erasable, matcher, doing)
  forgetClients(db, family, doing)
  for (const email of identity.emails) prepared(db, 'DELETE FROM calendar_meetings WHERE email = ?').run(email)
  redactFilters(db, concerned.filterIds, matcher)
  eraseFromImports(db, matcher)
  const ownMessages = listMessagesAbout(db, family, connected.appointmentIds)
  eraseMessages(db, ownMessages, atMs)
  const own = new Set(ownMessages)
  redactMessages(
    db,
    concerned.messageIds.filter((id) => !own.has(id)),
    { identity, matcher, atMs },
  )
  return { erasureId: insertErasure(db, { atMs, actor, reason: matcher.redact(reason), counts }), counts }
}

function externalsOf(db: WriteDb, appointmentIds: readonly number[], leadIds: readonly number[]): External[] {
  return prepared<External>(
    db,
    `SELECT source, external_id AS externalId FROM appointments WHERE id IN (SELECT value FROM json_each(?))
     UNION SELECT source, external_id FROM leads WHERE id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(appointmentIds), JSON.stringify(leadIds))
}

interface DeliveryTexts {
  readonly id: number
  readonly path: string
  readonly sentence: string
  readonly failure: string | null
}

function blankDeliveries(db: WriteDb, ids: readonly number[], matcher: Matcher, { atMs, why }: Forgetting): void {
  blankContents(db, ids, why)
  const all = JSON.stringify(ids)
  const texts = prepared<DeliveryTexts>(
    db,
    'SELECT id, path, sentence, failure FROM deliveries WHERE id IN (SELECT value FROM json_each(?))',
  ).all(all)
  const blank = prepared(db, 'UPDATE deliveries SET about_name = NULL, path = ?, sentence = ?, failure = ?, body_sha256 = ? WHERE id = ?')
  for (const { id, path, sentence, failure } of texts)
    blank.run(path.replace(/\?.*$/su, ''), matcher.redact(sentence), failure && matcher.redact(failure), erasedSha256, id)
  const replays = idsOf(db, 'SELECT id FROM replays WHERE delivery_id IN (SELECT value FROM json_each(?))', all)
  const dealings = idsOf(db, 'SELECT delivery_id AS id FROM delivery_dealings WHERE delivery_id IN (SELECT value FROM json_each(?))', all)
  prepared(db, `UPDATE replays SET reason = '', sentence = '' WHERE delivery_id IN (SELECT value FROM json_each(?))`).run(all)
  prepared(db, `UPDATE delivery_dealings SET note = '' WHERE delivery_id IN (SELECT value FROM json_each(?))`).run(all)
  appendRedacted(db, { atMs, kind: 'delivery', ids })
  appendRedacted(db, { atMs, kind: 'replay', ids: replays })
  appendRedacted(db, { atMs, kind: 'dealing', ids: dealings })
}

/** Of others' appointments. */
function redactHistory(db: WriteDb, ids: readonly number[], { identity }: Erasable, matcher: Matcher, { atMs }: Forgetting): void {
  const rows = prepared<{ id: number; before: string; after: string; isGesture: number }>(
    db,
    'SELECT id, before, after, actor IS NOT NULL AS isGesture FROM appointment_history WHERE id IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify(ids))
  const save = prepared(db, 'UPDATE appointment_history SET before = ?, after = ? WHERE id = ?')
  for (const { id, before, after } of rows) save.run(redactJson(before, identity, matcher), redactJson(after, identity, matcher), id)
  const gestures = rows.filter(({ isGesture }) => isGesture === 1).map(({ id }) => id)
  appendRedacted(db, { atMs, kind: 'gesture', ids: gestures })
}

/** Takes the person out of somebody else's appointment: out of its state, and of what calendar and lists read. */
function redactAppointment(db: WriteDb, id: number, { identity }: Erasable, matcher: Matcher): void {
  const row = prepared<{ state: string; source: Source; title: string | null; label: string | null; searchText: string }>(
    db,
    `SELECT s.state, a.source, a.title, a.client_label AS label, a.search_text AS searchText
     FROM appointments AS a JOIN appointment_states AS s ON s.appointment_id = a.id WHERE a.id = ?`,
  ).get(id)
  if (!row) return
  const state = redactJson(row.state, identity, matcher)
  const { attendees } = (JSON.parse(state) as StoredState).details
  prepared(db, 'UPDATE appointment_states SET state = ? WHERE appointment_id = ?').run(state, id)
  prepared(db, 'UPDATE appointments SET title = ?, client_label = ?, search_text = ?, attendee_count = ? WHERE id = ?').run(
    row.title && matcher.redact(row.title),
    row.label && matcher.redact(row.label),
    row.searchText
      .split('\n')
      .filter((line) => matcher.find(line) === null)
      .join('\n'),
    attendees.filter(({ active }) => active).length,
    id,
  )
  relink(db, id, row.source)
}

function redactDeskHistory(
  db: WriteDb,
  ids: readonly number[],
  { identity, family }: Erasable,
  matcher: Matcher,
  { atMs }: Forgetting,
): void {
  const rows = prepared<{ id: number; before: string; after: string }>(
    db,
    `SELECT id, before, after FROM desk_history WHERE id IN (SELECT value FROM json_each(?))
     AND NOT (subject = 'client' AND subject_id IN (SELECT value FROM json_each(?)))`,
  ).all(JSON.stringify(ids), JSON.stringify(family))
  const save = prepared(db, 'UPDATE desk_history SET before = ?, after = ? WHERE id = ?')
  for (const { id, before, after } of rows) save.run(redactJson(before, identity, matcher), redactJson(after, identity, matcher), id)
  appendRedacted(db, { atMs, kind: 'desk', ids: rows.map(({ id }) => id) })
}

/** A filter that was saved for one person is of no use any more. */
function redactFilters(db: WriteDb, ids: readonly number[], matcher: Matcher): void {
  const remove = prepared(db, 'DELETE FROM saved_filters WHERE id = ?')
  const rows = prepared<{ id: number; text: string }>(
    db,
    `SELECT id, name || ' ' || value AS text FROM saved_filters WHERE id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(ids))
  for (const { id, text } of rows) if (matcher.find(text) !== null) remove.run(id)
}
