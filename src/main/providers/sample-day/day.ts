import { Temporal } from 'temporal-polyfill'
import type { SigningProviderId } from '../../../shared/words.ts'
import type { ComposeContext } from '../provider.ts'

export interface SampleDelivery {
  readonly provider: SigningProviderId
  /** In the provider's words. */
  readonly event: string
  readonly body: unknown
  /** What the provider sends beside the signature; names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

/** A delivery with its instant, by which the day is put in order. */
export interface TimedDelivery extends SampleDelivery {
  readonly happenedAtMs: number
}

/** The day on which the sample is composed, as the office sees it. */
export interface Day {
  readonly nowMs: number
  readonly timeZone: string
  /** Wall-clock time in the office, `HH:MM`, so many days from today. */
  at(time: string, daysFromToday?: number): number
  /** The latest such time that is over after `minutes`: today's, or yesterday's while it is still early. */
  past(time: string, minutes: number): number
  hoursAgo(hours: number): number
  /** The same for the whole day: a second run says nothing new instead of doubling the calendar. */
  unique(story: string): string
}

export function createDay(nowMs: number, timeZone: string): Day {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone).toPlainDate()
  const at = (time: string, daysFromToday = 0) =>
    today.add({ days: daysFromToday }).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds
  return {
    nowMs,
    timeZone,
    at,
    past: (time, minutes) => (at(time) + minutes * 60_000 <= nowMs ? at(time) : at(time, -1)),
    hoursAgo: (hours) => nowMs - Math.round(hours * 3_600_000),
    unique: (story) => `SAMPLE${today.toString().replaceAll('-', '')}${story}`,
  }
}

type Client = ComposeContext['client']
type EventType = ComposeContext['eventType']

/** The office's people. All names are invented; example domains reach nobody. */
export const team = {
  dana: { name: 'Dana Whitfield', email: 'dana.whitfield@office.example', role: 'advisor' },
  marcus: { name: 'Marcus Lindqvist', email: 'marcus.lindqvist@office.example', role: 'advisor' },
  priya: { name: 'Priya Raman', email: 'priya.raman@office.example', role: 'interviewer' },
  tomas: { name: 'Tomás Herrera', email: 'tomas.herrera@office.example', role: 'coach' },
  yuki: { name: 'Yuki Tanabe', email: 'yuki.tanabe@office.example', role: 'coach' },
} as const satisfies Record<string, ComposeContext['host']>

export const eventTypes = {
  quick: { name: '15 Minute Consultation', slug: '15-minute-consultation' },
  initial: { name: 'Initial Consultation', slug: 'initial-consultation' },
  paid: { name: 'Tax Consultation', slug: 'tax-consultation' },
  strategy: { name: 'Strategy Session', slug: 'strategy-session' },
  interview: { name: 'Talent Interview', slug: 'talent-interview' },
  /** In Smart-Scheduler's word. */
  plainInterview: { name: 'Interview', slug: 'interview' },
  intro: { name: 'Group Intro Session', slug: 'group-intro-session' },
  coaching: { name: 'Group Coaching', slug: 'group-coaching' },
} as const satisfies Record<string, EventType>

/** @param timeZone where the client lives, when not where the office is. */
export function client(day: Day, name: string, timeZone = day.timeZone): Client {
  const mailbox = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.')
  return { name, email: `${mailbox}@example.com`, timeZone }
}
