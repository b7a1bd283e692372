import { Temporal } from 'temporal-polyfill'
import { composeCalendlyBody } from '../../src/main/providers/calendly/compose.ts'
import { composeCalComBody } from '../../src/main/providers/cal-com/compose.ts'
import type { ComposeContext } from '../../src/main/providers/provider.ts'
import { composeSmartSchedulerBody } from '../../src/main/providers/smart-scheduler/compose.ts'
import type { SigningProviderId } from '../../src/shared/words.ts'

/** One delivery of the office, unsigned. */
export interface OfficeDelivery {
  readonly provider: SigningProviderId
  readonly body: unknown
}

type Host = ComposeContext['host']

const host = (name: string, role: string): Host => ({ name, email: `${name.toLowerCase().replace(' ', '.')}@office.example`, role })

/** The office's twelve people, in its own order. All names are invented. */
export const officeHosts: readonly Host[] = [
  host('Dana Whitfield', 'advisor'),
  host('Marcus Lindqvist', 'advisor'),
  host('Priya Raman', 'interviewer'),
  host('Tom Herrera', 'coach'),
  host('Yuki Tanabe', 'coach'),
  host('Anna Becker', 'practitioner'),
  host('Samuel Okoye', 'practitioner'),
  host('Ines Duarte', 'advisor'),
  host('Felix Moreau', 'interviewer'),
  host('Grace Kim', 'advisor'),
  host('Omar Haddad', 'coach'),
  host('Lotte Jansen', 'practitioner'),
]

const firstNames = [
  'Jane',
  'Bob',
  'Amara',
  'Henrik',
  'Lena',
  'Oscar',
  'Mary',
  'Kenji',
  'Nora',
  'Ravi',
  'Chiara',
  'Ben',
  'Ana',
  'Luis',
  'Mei',
  'Igor',
  'Zoe',
]
const lastNames = [
  'Doe',
  'Nwosu',
  'Solberg',
  'Brandt',
  'Feld',
  'Adeyemi',
  'Mori',
  'Lindgren',
  'Patel',
  'Conti',
  'Okafor',
  'Ortiz',
  'Vargas',
  'Chen',
  'Petrov',
  'Lang',
  'Hughes',
  'Silva',
  'Novak',
]
const types = [
  { name: '15 Minute Consultation', slug: '15-minute-consultation', minutes: 15 },
  { name: 'Initial Consultation', slug: 'initial-consultation', minutes: 30 },
  { name: 'Strategy Session', slug: 'strategy-session', minutes: 45 },
  { name: 'Talent Interview', slug: 'talent-interview', minutes: 30 },
  { name: 'Follow-up', slug: 'follow-up', minutes: 30 },
] as const
/** Ten an office day: starts on the office's clock. */
const starts = ['08:00', '08:45', '09:30', '10:15', '11:00', '12:30', '13:15', '14:00', '15:00', '16:15'] as const

/**
 * A full office as its providers tell it: 120 appointments today for twelve people, and working weeks before and after, with cancellations,
 * requests, no-shows, meetings that ended, and a few forms without a booking. Pure; ordered as it would have come.
 *
 * @param timeZone the office's IANA zone.
 */
export function composeFullOffice(nowMs: number, timeZone: string, { weeks = 2 }: { readonly weeks?: number } = {}): OfficeDelivery[] {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate()
  const deliveries: (OfficeDelivery & { readonly atMs: number })[] = []
  for (let day = -7 * weeks; day <= 7 * weeks; day += 1) {
    const date = today.add({ days: day })
    if (day !== 0 && date.dayOfWeek > 5) continue
    for (const [column, person] of officeHosts.entries()) {
      for (const [row, time] of starts.entries()) {
        const seed = (day + 50) * 131 + column * 17 + row * 7
        // Other days are less full than today.
        if (day !== 0 && seed % 3 !== 0) continue
        const startMs = date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds
        deliveries.push(...booking({ seed, person, startMs, nowMs, provider: providerOf(column), isToday: day === 0 }))
      }
    }
  }
  for (let form = 0; form < 6; form += 1) deliveries.push(lead(form, nowMs - (form * 9 + 1) * hourMs, officeHosts[form]!))
  return deliveries.toSorted((a, b) => a.atMs - b.atMs).map(({ provider, body }) => ({ provider, body }))
}

const hourMs = 3_600_000

function providerOf(column: number): SigningProviderId {
  return (['calendly', 'cal-com', 'smart-scheduler'] as const)[column % 3]!
}

function clientOf(seed: number): ComposeContext['client'] {
  // Mixed well, or everybody of one hour would have the same name.
  const mixed = Math.imul(seed, 0x9e3779b1) >>> 8
  const name = `${firstNames[mixed % firstNames.length]} ${lastNames[(mixed >>> 5) % lastNames.length]}`
  return {
    name,
    email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
    timeZone: seed % 11 === 0 ? 'Asia/Tokyo' : 'America/New_York',
  }
}

interface Slot {
  readonly seed: number
  readonly person: Host
  readonly startMs: number
  readonly nowMs: number
  readonly provider: SigningProviderId
  readonly isToday: boolean
}

function booking({ seed, person, startMs, nowMs, provider, isToday }: Slot): (OfficeDelivery & { atMs: number })[] {
  const { minutes, ...eventType } = types[seed % types.length]!
  const bookedMs = Math.min(startMs - ((seed % 9) + 1) * 20 * hourMs, nowMs - (seed % 40) * (hourMs / 8))
  const context = {
    unique: `OFFICE${seed}`,
    startMs,
    durationMinutes: minutes,
    client: clientOf(seed),
    host: person,
    eventType,
  }
  const say = (event: string, atMs: number): OfficeDelivery & { atMs: number } => ({
    provider,
    atMs,
    body: compose(provider, event, { ...context, nowMs: atMs }),
  })
  const events = eventsOf[provider]!
  const told = [say(seed % 29 === 0 && provider === 'cal-com' ? 'BOOKING_REQUESTED' : events.booked, bookedMs)]
  if (seed % 13 === 0) told.push(say(events.cancelled, Math.min(bookedMs + 5 * hourMs, nowMs)))
  else if (!isToday && startMs < nowMs && provider === 'cal-com') told.push(say('MEETING_ENDED', startMs + minutes * 60_000))
  else if (!isToday && startMs < nowMs && provider === 'calendly' && seed % 4 === 0)
    told.push(say('invitee_no_show.created', startMs + hourMs))
  return told
}

const eventsOf: Partial<Record<SigningProviderId, { readonly booked: string; readonly cancelled: string }>> = {
  calendly: { booked: 'invitee.created', cancelled: 'invitee.canceled' },
  'cal-com': { booked: 'BOOKING_CREATED', cancelled: 'BOOKING_CANCELLED' },
  'smart-scheduler': { booked: 'appointment.created', cancelled: 'appointment.cancelled' },
}

function compose(provider: SigningProviderId, event: string, context: ComposeContext): unknown {
  if (provider === 'calendly') return composeCalendlyBody(event, context)
  if (provider === 'cal-com') return composeCalComBody(event, context)
  return composeSmartSchedulerBody(event, context)
}

function lead(form: number, atMs: number, person: Host): OfficeDelivery & { atMs: number } {
  const { minutes, ...eventType } = types[form % types.length]!
  const client = { ...clientOf(9000 + form * 31), name: `${firstNames[form]} Formsen`, email: `form.${form}@example.com` }
  const context = { unique: `FORM${form}`, startMs: atMs, durationMinutes: minutes, client, host: person, eventType, nowMs: atMs }
  return { provider: 'calendly', atMs, body: composeCalendlyBody('routing_form_submission.created', context) }
}
