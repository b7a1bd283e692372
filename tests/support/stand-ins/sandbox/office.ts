import { Temporal } from 'temporal-polyfill'
import type { StandInCalCom } from '../cal-com.ts'
import type { StandInCalendly } from '../calendly.ts'
import type { StandInGoogle } from '../google.ts'
import type { SmartSubscriber, StandInSmartScheduler } from '../smart-scheduler.ts'
import { calComPanel } from './cal-com-panel.ts'
import { calendlyPanel } from './calendly-panel.ts'
import { googlePanel } from './google-panel.ts'
import { mirrorInto } from './mirror.ts'
import type { DemoPerson, Panel } from './panel.ts'
import { smartSchedulerPanel } from './smart-scheduler-panel.ts'

/** Nobody is called that, and nobody has these addresses: `.example` is reserved for that. */
export const demoClients: readonly DemoPerson[] = [
  { name: 'Ada Invented', email: 'ada.invented@client.example' },
  { name: 'Max Mustermann', email: 'max.mustermann@client.example' },
  { name: 'Nora Madeup', email: 'nora.madeup@client.example' },
  { name: 'Pip Placeholder', email: 'pip.placeholder@client.example' },
  { name: 'Sam Sample', email: 'sam.sample@client.example' },
  { name: 'Tess Testcase', email: 'tess.testcase@client.example' },
  { name: 'Uwe Unecht', email: 'uwe.unecht@client.example' },
  { name: 'Vera Fictive', email: 'vera.fictive@client.example' },
]

/** Those of the demo office who have a Google account; Calendly and Cal.com know them under the same addresses. */
export const demoPeople = [
  { name: 'Dana Whitfield', email: 'dana.whitfield@office.example' },
  { name: 'Priya Raman', email: 'priya.raman@office.example' },
] as const

const frontDeskId = 'frontdesk.office.example@group.calendar.google.com'

export interface OfficeParts {
  readonly google: StandInGoogle
  readonly calendly: StandInCalendly
  readonly calCom: StandInCalCom
  readonly smart: StandInSmartScheduler
  readonly smartSubscriber: SmartSubscriber
  readonly timeZone: string
  readonly now: () => number
}

/** Fills the stand-ins with the bookings of yesterday and the coming days. */
export function fillOffice({ google, calendly, calCom, smart, smartSubscriber, timeZone, now }: OfficeParts): Panel[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO(timeZone).startOfDay()
  const at = (day: number, hour: number, minute = 0): number => today.add({ days: day }).with({ hour, minute }).epochMilliseconds
  const client = (index: number): DemoPerson & { readonly timeZone: string } => ({ ...demoClients[index % demoClients.length]!, timeZone })

  const [dana, priya] = demoPeople
  const desk = google.addCalendar({ id: frontDeskId, summary: 'Front desk', timeZone, email: dana.email })
  const own = google.calendar(dana.email)
  const slot = (day: number, hour: number, minutes = 30, minute = 0) => ({
    start: { atMs: at(day, hour, minute) },
    end: { atMs: at(day, hour, minute) + minutes * 60_000 },
  })
  const guest = (index: number) => [{ email: client(index).email, displayName: client(index).name, responseStatus: 'accepted' as const }]

  desk.add({ summary: 'Consultation', ...slot(0, 9), attendees: guest(0) })
  desk.add({ summary: 'Consultation', ...slot(0, 15, 45), attendees: guest(1), video: true })
  desk.add({ summary: 'Document signing', ...slot(1, 10), attendees: guest(2), location: 'Room 1, Made-up Street 1' })
  desk.add({ summary: 'Consultation', ...slot(2, 11), attendees: guest(3) })
  const [, second = '', third = ''] = desk.addSeries(
    { summary: 'Weekly check-in', ...slot(1, 14), attendees: guest(4) },
    { everyDays: 7, times: 8 },
  )
  desk.change(second, { start: { atMs: at(9, 16) }, end: { atMs: at(9, 16, 30) } })
  desk.cancel(third)
  own.add({ summary: 'Interview', ...slot(1, 9, 60), attendees: [...guest(5), roomOf('Blue room')], video: true })
  const day = (days: number) => ({ date: today.add({ days }).toPlainDate().toString() })
  own.add({ summary: 'Home', start: day(1), end: day(2), eventType: 'workingLocation' })
  own.add({ summary: 'Happy birthday!', start: day(3), end: day(4), eventType: 'birthday' })
  google.calendar(priya.email).add({ summary: 'Strategy talk', ...slot(3, 10, 60), attendees: guest(6), video: true })

  const [, marcus] = calendly.account.users
  calendly.account.book({ person: client(0), startMs: at(-1, 11), name: 'Intro call' })
  calendly.account.book({ person: client(1), startMs: at(0, 16), name: 'Intro call' })
  calendly.account.book({ person: client(2), startMs: at(1, 11, 30), name: 'Consultation', minutes: 45 })
  calendly.account.book({ person: client(3), startMs: at(2, 9), name: 'Intro call', ...(marcus && { host: marcus }) })
  calCom.account.book({ person: client(3), startMs: at(-1, 14), slug: 'consultation' })
  calCom.account.book({ person: client(4), startMs: at(0, 17), slug: 'consultation' })
  calCom.account.book({ person: client(5), startMs: at(1, 13), slug: 'strategy-session', minutes: 60 })
  calCom.account.book({ person: client(6), startMs: at(4, 10), slug: 'consultation' })
  smart.book({ client: client(7), startMs: at(1, 15) })
  smart.book({ client: client(1), startMs: at(3, 9), type: 'interview' })

  const changed = (): void => mirrorInto(google, calendly, calCom)
  changed()
  return [
    googlePanel(google, desk),
    calendlyPanel(calendly, { timeZone, changed }),
    calComPanel(calCom, { timeZone, now, changed }),
    smartSchedulerPanel(smart, smartSubscriber),
  ]
}

function roomOf(name: string) {
  return {
    email: `${name.toLowerCase().replaceAll(' ', '.')}@resource.calendar.google.com`,
    displayName: name,
    resource: true,
    responseStatus: 'accepted',
  } as const
}
