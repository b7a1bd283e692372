import type { AppointmentChange } from '../../../src/main/ingest/change.ts'
import { planChanges, saveChanges } from '../../../src/main/ingest/plan-changes.ts'
import { findAppointment } from '../../../src/main/store/appointment-details.ts'
import { listAppointments } from '../../../src/main/store/appointment-lists.ts'
import { mergeClients, takeApart } from '../../../src/main/store/client-merge.ts'
import { prepared } from '../../../src/main/store/db.ts'
import { joinAppointments, splitAppointments } from '../../../src/main/store/link-decisions.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { insertReading } from '../../../src/main/store/readings.ts'
import { removeOrigin } from '../../../src/main/store/removal.ts'
import type { Origin, Source } from '../../../src/shared/words.ts'
import { NOON, temporaryStore } from '../../support/temporary.ts'

export const HOUR = 3_600_000
export const TEN = NOON + 21.5 * HOUR
export const FIFTEEN = TEN + 5 * HOUR

export type Told = Partial<AppointmentChange> & { readonly startMs?: number; readonly client?: string; readonly host?: string }

/** What one source says of one appointment: by default that Jane has booked Anna for ten. */
export function told(
  source: Source,
  externalId: string,
  { startMs = TEN, client = 'jane@example.com', host = 'anna', ...more }: Told = {},
) {
  const change: AppointmentChange = {
    about: 'appointment',
    source,
    externalId,
    kind: 'created',
    providerEvent: null,
    happenedAtMs: NOON,
    attendees: [{ email: client, name: client, phone: null, timeZone: null, externalId: null }],
    ...more,
    details: {
      title: `${source} ${externalId}`,
      startMs,
      endMs: startMs + HOUR / 2,
      hosts: [{ email: `${host}@desk.example`, name: host, role: null }],
      ...more.details,
    },
  }
  return change
}

/** Google's event in our calendar 1, as a reading tells it. */
export const event = (eventId: string, more: Told = {}) =>
  told('google-calendar', `1 ${eventId}`, { isWhole: true, attendeesAreAll: true, ...more })

export const booking = (uri: string, more: Told = {}) => told('calendly', uri, more)

/** Both halves of a reschedule, as Calendly's new half tells them. */
export const rescheduled = (from: string, to: string, more: Told = {}): AppointmentChange[] => [
  booking(to, { supersedes: from, happenedAtMs: NOON + 60_000, ...more }),
  {
    about: 'appointment',
    source: 'calendly',
    externalId: from,
    kind: 'superseded',
    providerEvent: null,
    happenedAtMs: NOON + 60_000,
    details: {},
    supersededBy: to,
  },
]

/** Reads by the handle that writes, so that a test may do all of it in one transaction. */
export function startOffice(store: Store = temporaryStore()) {
  let clockMs = NOON
  const circumstances = (origin: Origin) => ({ origin, receivedAtMs: (clockMs += 1000), typeRules: [] })
  const notes = { topic: () => undefined, newAppointment: () => undefined }
  const idOf = (source: Source, externalId: string): number =>
    prepared<{ id: number }>(store.write, `SELECT id FROM appointments WHERE source = ? AND external_id = ? AND origin = 'real'`).get(
      source,
      externalId,
    )!.id
  const doing = () => ({ actor: 'Mara', nowMs: (clockMs += 1000) })
  return {
    store,
    idOf,
    tell(...changes: AppointmentChange[]) {
      const at = circumstances('real')
      saveChanges(store.write, planChanges(store.write, changes, at), {}, at, notes)
    },
    /** What the first reading of the calendar finds. */
    readFirst(...changes: AppointmentChange[]) {
      const at = circumstances('real')
      const readingId = insertReading(store.write, { provider: 'google-calendar', cause: 'connected', startedAtMs: at.receivedAtMs })
      saveChanges(store.write, planChanges(store.write, changes, at), { readingId }, at, notes)
    },
    tellAs(origin: Origin, ...changes: AppointmentChange[]) {
      const at = circumstances(origin)
      saveChanges(store.write, planChanges(store.write, changes, at), {}, at, notes)
    },
    join: (id: number, otherId: number) => joinAppointments(store.write, { id, otherId }, doing()),
    split: (id: number, otherId: number) => splitAppointments(store.write, { id, otherId }, doing()),
    merge: (id: number, otherId: number) =>
      mergeClients(store.write, { id, otherId, contact: { name: 'own', email: 'own', phone: 'own' } }, doing()),
    takeApart: (historyId: number) => takeApart(store.write, historyId, doing()),
    removeTests: () => removeOrigin(store.write, 'test', NOON),
    get: (source: Source, externalId: string) => findAppointment(store.write, idOf(source, externalId))!,
    /** What the calendar shows, by name. */
    shown: () =>
      listAppointments(store.write, {
        startMs: 0,
        endMs: NOON + 1000 * HOUR,
        sources: null,
        types: null,
        statuses: null,
        hostIds: null,
        search: null,
      })
        .map(({ source, externalId, seenIn, sourcesDiffer }) => ({ name: `${source} ${externalId}`, seenIn, sourcesDiffer }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    /** By the name of each row that follows, whom it follows and why. */
    links: (): Record<string, string> =>
      Object.fromEntries(
        prepared<{ name: string; because: string; leader: string }>(
          store.write,
          `SELECT own.source || ' ' || own.external_id AS name, own.led_because AS because, leader.source || ' ' || leader.external_id AS leader
           FROM appointments AS own JOIN appointments AS leader ON leader.id = own.led_by ORDER BY 1`,
        )
          .all()
          .map(({ name, because, leader }) => [name, `${leader}, ${because}`]),
      ),
  }
}

export type Office = ReturnType<typeof startOffice>
