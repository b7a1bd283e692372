import type { GoogleCalendar } from '../google/calendar.ts'
import { instantOf } from '../google/event.ts'
import type { GoogleEvent } from '../google/event.ts'
import type { StandInGoogle } from '../google.ts'
import { commonActions } from './panel.ts'
import type { Panel, Row } from './panel.ts'

const minuteMs = 60_000

/** @param addTo the calendar in which the page's form makes events, and of which ten are changed at once: no booking tool writes into it. */
export function googlePanel(google: StandInGoogle, addTo: GoogleCalendar): Panel {
  const calendarOf = (id: string): GoogleCalendar => {
    const found = google.calendars.find((calendar) => calendar.find(id) !== null)
    if (found === undefined) throw new Error(`there is no event ${id}`)
    return found
  }
  const whereOf = ({ summary, isPrimary, email }: GoogleCalendar): string =>
    (isPrimary ? google.people.find((person) => person.email === email)?.name : undefined) ?? summary
  const lengthOf = ({ content }: GoogleEvent, timeZone: string): number =>
    instantOf(content.end, timeZone) - instantOf(content.start, timeZone)

  const rowsOf = (calendar: GoogleCalendar): Row[] =>
    calendar.events().map((event) => rowOf(event, calendar, lengthOf(event, calendar.timeZone), whereOf(calendar)))

  return {
    id: 'google',
    name: 'Google Calendar',
    toType: () => [{ label: 'Client id', value: google.client.id }],
    facts: () => [
      `${google.people.length} accounts: ${google.people.map(({ name }) => name).join(', ')}`,
      `${google.channels.list().length} watch channels alive`,
      `${google.authority.refreshTokens()} sign-ins in force`,
    ],
    rows: () => google.calendars.flatMap(rowsOf).sort((one, other) => one.startMs - other.startMs),
    rowsToChange: () => rowsOf(addTo),
    add: ({ title, client, startMs, minutes }) =>
      void addTo.add({
        summary: title,
        start: { atMs: startMs },
        end: { atMs: startMs + minutes * minuteMs },
        attendees: [
          { email: addTo.email, responseStatus: 'accepted' },
          { email: client.email, displayName: client.name, responseStatus: 'accepted' },
        ],
      }),
    rowActions: {
      move: {
        label: 'Move',
        run(id, toMs) {
          const calendar = calendarOf(id)
          const event = calendar.find(id)
          if (event !== null) calendar.change(id, { start: { atMs: toMs }, end: { atMs: toMs + lengthOf(event, calendar.timeZone) } })
        },
      },
      cancel: { label: 'Cancel', run: (id) => calendarOf(id).cancel(id) },
      restore: { label: 'Take out of the bin', run: (id) => calendarOf(id).change(id, {}) },
    },
    actions: {
      ...commonActions(google),
      endChannels: { label: 'End the channels', hint: 'Nobody is notified any more, and nobody is told', run: () => google.channels.end() },
      expireSync: {
        label: 'Expire the sync tokens',
        hint: 'The next sync is answered 410 and starts afresh',
        run: () => google.expireSyncTokens(),
      },
      expireAccess: {
        label: 'Expire the access tokens',
        hint: 'Deskbell asks for new ones by itself',
        run: () => google.authority.expireAccessTokens(),
      },
      revoke: {
        label: 'Revoke the sign-ins',
        hint: 'As a person does in their Google account: somebody has to sign in again',
        run: () => google.people.forEach(({ email }) => google.authority.revoke(email)),
      },
    },
  }
}

function rowOf(event: GoogleEvent, { timeZone, email }: GoogleCalendar, lengthMs: number, where: string): Row {
  const { content, isCancelled } = event
  const client = content.attendees.find((attendee) => attendee.email !== email && attendee.resource !== true)
  const isMovable = !isCancelled && 'atMs' in content.start
  return {
    id: event.id,
    startMs: instantOf(content.start, timeZone),
    minutes: lengthMs / minuteMs,
    title: content.eventType === 'default' ? content.summary : `${content.summary} (${content.eventType})`,
    client: client?.displayName ?? client?.email ?? '',
    where,
    state: isCancelled ? 'cancelled' : 'booked',
    can: isCancelled ? ['restore'] : isMovable ? ['move', 'cancel'] : ['cancel'],
  }
}
