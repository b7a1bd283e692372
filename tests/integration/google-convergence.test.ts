import * as fc from 'fast-check'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { countOf } from '../faults/lib/report.ts'
import { historyOf, play } from '../support/convergence.ts'
import { createGoogleSide } from '../support/google-side.ts'
import type { GoogleSide } from '../support/google-side.ts'
import type { GoogleCalendar } from '../support/stand-ins/google/calendar.ts'
import { errors } from '../support/stand-ins/google/errors.ts'
import { instantOf } from '../support/stand-ins/google/event.ts'
import type { GoogleAttendee, GoogleEvent } from '../support/stand-ins/google/event.ts'
import { createStandInGoogle } from '../support/stand-ins/google.ts'
import type { StandInGoogle } from '../support/stand-ins/google.ts'
import { NOON, temporaryFolder } from '../support/temporary.ts'

const runs = countOf('DESKBELL_HISTORIES', 500)
const timeoutMs = 240_000 + runs * 500
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const email = 'office@northwind.example'
const clients: readonly GoogleAttendee[] = ['jane', 'bob', 'amara'].map((name) => ({
  email: `${name}@example.com`,
  responseStatus: 'accepted',
}))
const owner: GoogleAttendee = { email, responseStatus: 'accepted' }
const room: GoogleAttendee = { email: 'blue@resource.calendar.google.com', resource: true, responseStatus: 'accepted' }

const numbers = {
  which: fc.nat({ max: 3 }),
  /** Days from then. */
  inDays: fc.integer({ min: -3, max: 20 }),
}
const made = fc.record({ of: fc.constant('made'), what: fc.constantFrom('single', 'single', 'series', 'allDay', 'noise'), ...numbers })
const changed = fc.record({
  of: fc.constant('changed'),
  what: fc.constantFrom('move', 'move', 'cancel', 'cancel', 'restore', 'client', 'decline', 'moveSeries', 'cancelSeries'),
  ...numbers,
})
/** Of Google itself. */
const troubled = fc.record({
  of: fc.constant('troubled'),
  what: fc.constantFrom(
    'expireSync',
    'emptyAndExpire',
    'emptyAndExpire',
    'expireAccess',
    'revoke',
    'endChannels',
    'smallPages',
    'largePages',
    'rateLimit',
    'goneInTheMiddle',
  ),
  ...numbers,
})
const act = fc.oneof({ weight: 4, arbitrary: made }, { weight: 6, arbitrary: changed }, { weight: 5, arbitrary: troubled })
type Act<Of> = Extract<typeof act extends fc.Arbitrary<infer T> ? T : never, { of: Of }>

test(
  'whatever happens at Google and on the way, what was read at last is what Google holds, also after late notifications',
  async () => {
    const clock = { nowMs: NOON }
    const now = () => clock.nowMs
    const google = await createStandInGoogle({
      now,
      people: [{ email, name: 'Office' }],
      deliver: (push, atMs) => ours.deliver(push, atMs),
    })
    onTestFinished(() => google.close())
    const calendar = google.calendar(email)
    const ours = createGoogleSide({ path: join(temporaryFolder(), 'deskbell.db'), now, google: () => google, email })
    onTestFinished(() => ours.switchOff())
    await ours.begin()

    await fc.assert(
      fc.asyncProperty(historyOf(act, { failures: [401, 403, 404], first: made, meanwhile: 2 }), async (history) => {
        // Far enough from the history before that nothing of it is read again.
        clock.nowMs += 200 * dayMs
        const before = new Set(calendar.events().map(({ id }) => id))
        // The channels of the history before have ended; nothing else is different since then.
        await ours.switchOn()
        expect(await ours.read()).toMatchObject({ outcome: 'done', changed: 0 })
        await play(history, {
          provider: google,
          ours,
          pass: (ms) => void (clock.nowMs += ms),
          act(one) {
            const events = since(calendar, before).filter(({ isForgotten }) => !isForgotten)
            if (one.of === 'troubled') trouble(google, calendar, events, one)
            else if (one.of === 'made') make(calendar, one, clock.nowMs)
            else change(events, calendar, one, clock.nowMs)
          },
        })
        await ours.quiet()
        const events = since(calendar, before)
        expect(events.map((event) => ourView(ours, calendar, event))).toEqual(events.map((event) => truthOf(calendar, event)))
      }),
      { numRuns: runs },
    )
  },
  timeoutMs,
)

const since = (calendar: GoogleCalendar, before: ReadonlySet<string>): GoogleEvent[] =>
  calendar.events().filter(({ id }) => !before.has(id))

function slotOf(inDays: number, nowMs: number) {
  // Google's times have whole seconds.
  const atMs = Math.floor(nowMs / hourMs) * hourMs + inDays * dayMs + hourMs
  return { start: { atMs }, end: { atMs: atMs + hourMs } }
}

function make(calendar: GoogleCalendar, { what, which, inDays }: Act<'made'>, nowMs: number): void {
  const slot = slotOf(inDays, nowMs)
  const attendees = [owner, room, clients[which % clients.length]!]
  const dayOf = (days: number) => ({ date: new Date(nowMs + days * dayMs).toISOString().slice(0, 10) })
  switch (what) {
    case 'single':
      return void calendar.add({ summary: 'Consultation', ...slot, attendees })
    case 'series':
      return void calendar.addSeries({ summary: 'Weekly', ...slot, attendees }, { everyDays: 7, times: 4 })
    case 'allDay':
      return void calendar.add({ summary: 'Visit', start: dayOf(inDays), end: dayOf(inDays + 1), attendees })
    case 'noise':
      return void calendar.add({ summary: 'Home', ...slot, eventType: which % 2 === 0 ? 'workingLocation' : 'birthday' })
  }
}

/** What is not possible at Google is left out. */
function change(events: readonly GoogleEvent[], calendar: GoogleCalendar, { what, which, inDays }: Act<'changed'>, nowMs: number): void {
  const event = events[which % Math.max(events.length, 1)]
  if (event === undefined) return
  const { id, isCancelled, content, series } = event
  const isClient = ({ email: address }: GoogleAttendee): boolean => clients.some((client) => client.email === address)
  switch (what) {
    case 'move':
      return calendar.change(id, slotOf(inDays, nowMs))
    case 'cancel':
      return isCancelled ? undefined : calendar.cancel(id, { keepsDetails: which % 2 === 1 })
    case 'restore':
      return isCancelled ? calendar.change(id, {}) : undefined
    case 'client':
      return calendar.change(id, { attendees: [owner, clients[(which + 1) % clients.length]!] })
    case 'decline':
      return calendar.change(id, {
        attendees: content.attendees.map((attendee) => (isClient(attendee) ? { ...attendee, responseStatus: 'declined' } : attendee)),
      })
    case 'moveSeries':
      return series === null ? undefined : calendar.changeSeries(series.id, slotOf(inDays, nowMs))
    case 'cancelSeries':
      return series === null ? undefined : calendar.cancelSeries(series.id)
  }
}

function trouble(
  { authority, channels, faults, expireSyncTokens, setPaging }: StandInGoogle,
  calendar: GoogleCalendar,
  events: readonly GoogleEvent[],
  { what, which }: Act<'troubled'>,
): void {
  switch (what) {
    case 'expireSync':
      return expireSyncTokens()
    case 'emptyAndExpire':
      // Nobody tells of what was deleted then.
      for (const { id } of events) calendar.cancel(id)
      return expireSyncTokens()
    case 'expireAccess':
      return authority.expireAccessTokens()
    case 'revoke':
      return authority.revoke(email)
    case 'endChannels':
      return channels.end()
    case 'smallPages':
      return setPaging({ most: 2, beginsEmpty: true })
    case 'largePages':
      return setPaging({ most: 2_500, beginsEmpty: false })
    case 'rateLimit':
      // Longer than anybody waits.
      return faults.add({ match: /GET .*\/events/, ...errors.rateLimit, headers: { 'retry-after': '600' }, after: which })
    case 'goneInTheMiddle':
      setPaging({ most: 1 })
      return faults.add({ match: /GET .*pageToken/, ...errors.gone, after: which % 2 })
  }
}

/** What was cancelled at Google is cancelled here or was never heard of: its details are no longer Google's. */
const gone = 'gone'

function truthOf({ timeZone }: GoogleCalendar, { id, content, isCancelled }: GoogleEvent) {
  const guests = content.attendees.filter((attendee) => attendee.email !== email && attendee.resource !== true)
  const hasDeclined = guests.length > 0 && guests.every(({ responseStatus }) => responseStatus === 'declined')
  if (isCancelled || content.eventType !== 'default' || hasDeclined) return { id, state: gone }
  return {
    id,
    state: {
      status: 'scheduled',
      startMs: instantOf(content.start, timeZone),
      endMs: instantOf(content.end, timeZone),
      who: guests.map((guest) => guest.email),
    },
  }
}

function ourView(ours: GoogleSide, calendar: GoogleCalendar, { id }: GoogleEvent) {
  const state = ours.stateOf(calendar.id, id)
  if (state === null || state.status === 'cancelled') return { id, state: gone }
  const { startMs, endMs, attendees } = state.details
  return {
    id,
    state: { status: state.status, startMs, endMs, who: attendees.filter(({ active }) => active).map((attendee) => attendee.email) },
  }
}
